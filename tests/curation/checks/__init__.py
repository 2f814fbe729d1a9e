"""The checks, each on the base checkout with something altered in memory."""
