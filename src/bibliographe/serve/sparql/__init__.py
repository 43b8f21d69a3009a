"""`/sparql`: the SPARQL 1.1 Protocol over the catalogue, each query in a process that can be stopped."""
