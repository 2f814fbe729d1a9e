"""The tables and what is made of them."""
