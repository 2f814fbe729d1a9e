"""The formats that the data is written in."""
