"""Money for finance staff: what the economics compute, as text, workbook, page, annex and table."""
