"""The hub: what a bibliography says, before it becomes RDF.

Every reader turns bytes into these, every writer turns these into bytes.
"""
