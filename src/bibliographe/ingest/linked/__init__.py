"""Linked data that is not written in the profile: Dublin Core, BIBO, Zotero's terms, SKOS."""
