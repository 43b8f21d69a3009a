"""MARC 21 and UNIMARC, in ISO 2709 and in MARCXML: what library software writes.

Bytes or XML become a `MarcRecord` (`iso2709`, `marcxml`); what its fields mean stands in `tables/`, one table for each
format, carried out by `transforms`; an `Entry` is put together of what they found (`assembly`).
"""
