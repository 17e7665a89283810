"""Workbooks that live: every computed cell is a formula with its value beside it."""
