"""Mutants of rule sets: one small change at a time, and whether a case beside the rules notices."""
