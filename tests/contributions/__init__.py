"""Contributions to the data, made in a copy of the project."""
