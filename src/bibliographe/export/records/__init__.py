"""Formats of records: what the catalogue says of each entry as one `Entry`, the writers of it, and what each loses."""

from bibliographe.export.records.catalogued import Catalogued
from bibliographe.export.records.losses import Losses
from bibliographe.export.records.writing import EntryWriter, Job, TextEntryWriter

__all__ = ["Catalogued", "EntryWriter", "Job", "Losses", "TextEntryWriter"]
