"""The audit of a release: the form that readers of a sample fill in, and the results."""
