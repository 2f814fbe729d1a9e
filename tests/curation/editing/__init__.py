"""Writing records: what the commands ask, try and write."""
