"""Measures over registers as tables, texts and files."""
