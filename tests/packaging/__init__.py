"""The public names, the wheel, and the installed package."""
