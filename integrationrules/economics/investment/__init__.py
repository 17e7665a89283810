"""Investment cases: what was spent and saved, by whom, according to which source; checked and calculated."""
