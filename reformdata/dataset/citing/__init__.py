"""How to cite the data, a record or a selection of records, and whether a cited selection is still the same."""
