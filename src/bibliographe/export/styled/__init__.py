"""Bibliographies in any style of the Citation Style Language."""
