"""Two versions of the data, compared."""
