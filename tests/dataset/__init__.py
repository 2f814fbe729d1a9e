"""The compiled file, and the data set that opens it."""
