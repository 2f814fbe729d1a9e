"""Frames: what pandas, Polars, Arrow and plain Python get of a table."""
