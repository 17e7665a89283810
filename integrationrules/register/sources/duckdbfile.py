"""A table or view in a DuckDB file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from integrationrules.register.problems import RegisterError

from .choosing import chosen_table, quoted
from .plain import plain_batch, plain_type
from .table import Table

__all__ = ["DuckdbTable"]

_ROW_GROUP = 122_880
"""How many rows DuckDB keeps together; a part that ends with one reads nothing twice."""
_CONFIG: dict[str, Any] = {"autoinstall_known_extensions": False}
"""It would fetch extensions from the network, which a locked server has not got."""


class DuckdbTable(Table):
    """Read without writing to the file; whoever writes to it meanwhile keeps it locked."""

    def __init__(self, file: str, wanted: str | None) -> None:
        with _connected(file) as connection:
            tables = connection.sql(
                "SELECT table_schema, table_name, table_type FROM information_schema.tables WHERE table_catalog = current_database() ORDER BY ALL",
            ).fetchall()
            schema, table = chosen_table(file, [("" if schema == "main" else schema, name) for schema, name, _ in tables], wanted)
            self._from = quoted(schema or "main", table)
            found = connection.sql(f"SELECT * FROM {self._from} LIMIT 0").to_arrow_table().schema
            stored = ("" if schema == "" else schema, table) in {("" if one == "main" else one, name) for one, name, kind in tables if kind == "BASE TABLE"}
            last = connection.sql(f"SELECT max(rowid) FROM {self._from}").fetchall()[0][0] if stored else None
        super().__init__(f"{file}::{table}" if wanted else file, {field.name: plain_type(field.type) for field in found}, [Path(file)])
        self._file = file
        self._parts = 1 if last is None else int(last) // _ROW_GROUP + 1

    def parts(self) -> int:
        """The row groups of a table; a view is one part."""
        return self._parts

    def batches(self, columns: Sequence[str], rows: int, part: int | None = None) -> Iterator[pa.RecordBatch]:
        """The columns in the order of the table."""
        query = f"SELECT {', '.join(quoted(name) for name in columns)} FROM {self._from}"
        if part is not None and self._parts > 1:
            query += f" WHERE rowid BETWEEN {part * _ROW_GROUP} AND {(part + 1) * _ROW_GROUP - 1}"
        with _connected(self._file) as connection:
            for batch in connection.sql(query).to_arrow_reader(rows):
                yield plain_batch(batch, self.types, self.path)


@contextmanager
def _connected(file: str) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        with duckdb.connect(file, read_only=True, config=_CONFIG) as connection:
            yield connection
    except (duckdb.Error, pa.ArrowException) as error:
        # What DuckDB says may repeat values.
        raise RegisterError("register_locked" if "lock on file" in str(error) else "register_database", file=file) from None
