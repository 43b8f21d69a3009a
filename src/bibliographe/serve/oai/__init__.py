"""The provider of OAI-PMH 2.0: what harvesters ask, answered from one build of the catalogue.

Source: The Open Archives Initiative Protocol for Metadata Harvesting, version 2.0,
<https://www.openarchives.org/OAI/openarchivesprotocol.html>.
"""
