"""The catalogue as JSON-LD: one framed object an entry, in a context of our own."""
