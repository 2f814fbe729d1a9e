"""What a change made wrong."""
