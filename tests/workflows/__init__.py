"""Workflows and hooks."""
