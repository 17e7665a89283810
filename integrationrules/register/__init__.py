"""Whole registers: extracts and people files in, counts by quarter and group out. It decides nothing; the engine does."""
