"""The data as linked data: nodes of one graph, and the context that gives their keys a meaning.

Every node has a name of its own, so that the same data is written the same way each time.
"""
