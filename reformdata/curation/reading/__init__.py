"""Reads the files of a checkout into models, and reports everything that is wrong with them as findings."""
