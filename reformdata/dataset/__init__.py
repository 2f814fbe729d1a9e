"""What analysts use: the data set, its records and entries, and what can be asked of them."""
