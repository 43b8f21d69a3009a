"""Search: an index of a build, questions in people's words, facets with counts, suggestions, reconciliation by name.

`open_index` gives the index of a build, `SearchRequest.from_params` reads what is asked for, `search` answers it.
"""
