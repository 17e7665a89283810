"""A workbook to fill in: the same investment case as a YAML file, for those who would rather not write YAML."""
