"""Investment cases as people read them: text, tables, pages and workbooks."""
