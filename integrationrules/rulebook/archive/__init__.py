"""A rulebook in one file: what is needed to answer with the same rules years later."""
