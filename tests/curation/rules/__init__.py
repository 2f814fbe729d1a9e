"""Every rule, as its page shows it."""
