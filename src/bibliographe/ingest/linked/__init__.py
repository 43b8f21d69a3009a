"""Linked data that is not written in the profile: what other software says in Dublin Core, BIBO, Zotero's terms, SKOS."""
