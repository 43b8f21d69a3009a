"""Questions answered node by node, in one pass over a large store.

The store answers a question about every node by joining, some microseconds a pattern in memory and a multiple of that
on disk, and hundreds of questions each scan it anew. Here a question is compiled into Python once, and the pass asks
of each node only what its classes and predicates leave open. Where a question cannot be compiled, or what the store
would make of a value is not certain, the store is asked (`bibliographe.validate.suspects`).
"""
