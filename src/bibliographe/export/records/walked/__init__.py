"""Crosswalks of one entry, walked over its nodes.

The engine takes some milliseconds to read a query of twenty branches and to plan it, whatever it then finds: much for
the single entry that a page shows. Here such a query is read once, and each entry is led through it in Python. A query
with anything that is not known here is left to the engine, and so is an entry with a value that the two might see
differently.
"""
