"""The front door, the wheel, and the installed package."""
