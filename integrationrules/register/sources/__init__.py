"""Where rows come from: files, folders, databases and servers, each read as a stream of record batches of the columns asked for."""

from .numbers import number
from .opening import files_of, open_table
from .table import Table

__all__ = ["Table", "files_of", "number", "open_table"]
