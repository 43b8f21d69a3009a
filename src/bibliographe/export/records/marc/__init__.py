"""UNIMARC and MARC 21, in ISO 2709 and in MARCXML: one table of fields a format, one record, two ways to write it."""
