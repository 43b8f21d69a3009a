"""SRU 1.1 and 1.2: searching the catalogue as library systems search one another's, with CQL.

Source: <https://www.loc.gov/standards/sru/sru-1-2.html>.
"""
