"""The data in the formats of other programs: each format is a module with `write(corpus, path)`."""
