"""Read bibliographies: bytes of a format in, items of the model out."""
