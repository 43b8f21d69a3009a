"""`/api`: what programs may ask, described in OpenAPI 3.1 and as a page; the operations come from the query library."""
