"""Own data over published data."""
