"""Findings for machines: GitHub, SARIF, JUnit."""
