"""The compiled file: one SQLite file with all of the data, how it is made and how it is read."""
