"""A Parquet file; its row groups are its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from integrationrules.register.problems import RegisterError

from .plain import plain_batch, plain_type
from .table import Table, is_text, refuse_repeated

__all__ = ["ParquetTable"]


class ParquetTable(Table):
    """One file; texts come as dictionaries where the file keeps them so."""

    def __init__(self, path: str) -> None:
        try:
            found = pa.parquet.read_metadata(path)
            schema = found.schema.to_arrow_schema()
        except (pa.ArrowException, OSError):
            raise RegisterError("register_parquet", file=path) from None
        refuse_repeated(path, schema.names)
        super().__init__(path, {field.name: plain_type(field.type) for field in schema}, [Path(path)])
        self._groups: int = found.num_row_groups

    def parts(self) -> int:
        """Its row groups."""
        return max(self._groups, 1)

    def batches(self, columns: Sequence[str], rows: int, part: int | None = None) -> Iterator[pa.RecordBatch]:
        """The columns as they are stored."""
        texts = [name for name in columns if is_text(self.types[name])]
        groups: dict[str, Any] = {} if part is None or not self._groups else {"row_groups": [part]}
        try:
            # Read ahead, all of a file's bytes would be held until its last row.
            with pa.parquet.ParquetFile(self.path, read_dictionary=texts, pre_buffer=False) as file:
                for batch in file.iter_batches(batch_size=rows, columns=list(columns), **groups):
                    _refuse_damaged(batch)
                    yield plain_batch(batch, self.types, self.path)
        except (pa.ArrowException, OSError):
            # What Arrow says repeats the row.
            raise RegisterError("register_parquet", file=self.path) from None


def _refuse_damaged(batch: pa.RecordBatch) -> None:
    """Damage inside a page is not noticed by reading it. Of what stands as places in a list, the list is looked at, and the greatest place."""
    for column in batch.columns:
        if pa.types.is_dictionary(column.type) and len(column) and not column.null_count:
            column.dictionary.validate(full=True)
            places = column.indices.to_numpy()
            if places.min() >= 0 and places.max() < len(column.dictionary):
                continue
        column.validate(full=True)
