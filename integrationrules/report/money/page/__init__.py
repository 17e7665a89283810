"""Pages of A4 with charts: no scripts, nothing fetched, every text escaped."""
