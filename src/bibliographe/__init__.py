"""Turn the bibliographies that documentation centres write into a linked-data catalogue."""

__version__ = "0.1.0"
