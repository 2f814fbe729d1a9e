"""Citations, read back by the programs that they are for."""
