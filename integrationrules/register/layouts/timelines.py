"""An extract as timelines: one JSON document a line, as `evaluate` reads them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from shutil import rmtree
from typing import IO, Any
from weakref import finalize

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from integrationrules.dates import as_date
from integrationrules.register.groups import MUNICIPALITY
from integrationrules.register.ids import Ids, ids_of
from integrationrules.register.measure import Asked
from integrationrules.register.noticed import Reason, Rejected
from integrationrules.register.people import Persons
from integrationrules.register.problems import RegisterError
from integrationrules.timeline.arrow import schema, to_arrow
from integrationrules.timeline.batch import Batch
from integrationrules.timeline.documents import DocumentError, json_value
from integrationrules.timeline.files import decoded, opened, timeline_of
from integrationrules.timeline.problems import CaseError
from integrationrules.timeline.timeline import Citizen, Observed, ObservedSpan, Timeline

from .layout import Citizens, Converted
from .spilling import room_for, temporary_folder
from .stated import batch_of_rows, municipalities, nobody_stated, told

__all__ = ["TimelinesLayout"]

_ROWS = 50_000
_TOGETHER = 2_000
"""Documents that are made into columns at a time."""
_NUMBERED = re.compile(r"\[[0-9]+\]")
_LONG_AGO = as_date(0)


class TimelinesLayout:
    """Timelines, each saying itself which days it tells everything about, who the citizen is, and where they live.

    Documents that cannot be used are left out and counted; a citizen whose document is unusable is one of whom nothing is known.
    """

    missing_weeks: tuple[str, ...] = ()
    municipality = "by_day"
    tells = frozenset({"born", "sex", "origin", MUNICIPALITY})

    def __init__(self, data: Sequence[str], asked: Asked) -> None:
        self.path = data[0]
        self.rejected = Rejected()
        self._end = as_date(asked.end)
        folder = temporary_folder()
        # As long as someone holds this: the documents are looked at once, and lie there as columns.
        finalize(self, rmtree, folder, ignore_errors=True)
        self._read = folder / "timelines.parquet"
        with room_for(self.path), pa.parquet.ParquetWriter(self._read, _SCHEMA) as columns:
            for batch in _together(self._documents(data)):
                columns.write_batch(batch)
        self._refuse_repeated()

    def rows(self, batch: int) -> Iterator[pa.RecordBatch]:
        """The timelines in the order of the file."""
        with pa.parquet.ParquetFile(self._read) as file:
            yield from file.iter_batches(batch)

    def ids(self, rows: pa.RecordBatch) -> Ids:
        """The citizen of each row."""
        return ids_of(rows.column("id"))

    def converted(self, rows: pa.RecordBatch, persons: Persons) -> Converted:
        """The facts of each kind as columns."""
        batch, noticed = _stated(rows)
        return Converted(told(batch, persons), noticed=noticed)

    def absent(self, persons: Persons, blank: bool) -> Batch:
        """Nothing happened up to the end of the periods asked about, or nothing is known."""
        return nobody_stated(persons, [ObservedSpan(from_=_LONG_AGO, to=self._end)] if blank else ())

    def citizens(self, days: Sequence[int]) -> Citizens:
        """Who they are, and which municipality was responsible for them on each day, else in which they lived."""
        ids: list[Ids] = [np.zeros(0, dtype="S1")]
        columns: dict[str, list[Any]] = {name: [pa.nulls(0, schema().field(name).type)] for name in ("born", "sex", "origin")}
        lived: list[list[Any]] = [[pa.nulls(0, pa.int64())] for _ in days]
        for rows in self.rows(_ROWS):
            ids.append(self.ids(rows))
            for name, found in columns.items():
                found.append(rows.column(name))
            for one, found in zip(municipalities(_stated(rows)[0], days), lived, strict=True):
                found.append(one)
        return Citizens(
            np.concatenate(ids), {name: pa.chunked_array(found) for name, found in columns.items()}, [pa.chunked_array(found) for found in lived],
        )

    def _documents(self, data: Sequence[str]) -> Iterator[tuple[Timeline, int, bool]]:
        """Each citizen with the line of the document, and whether it is unusable but for the citizen's id."""
        for name in data:
            with _stream(name) as stream:
                for number, line in enumerate(stream, 1):
                    if not line.strip():
                        continue
                    raw: Any = None
                    try:
                        raw = json_value(decoded(line, name))
                        yield timeline_of(raw, None, lambda path, at_key: ""), number, False
                    except DocumentError as error:
                        self.rejected.add(Reason("lost", found=error.id), [number])
                    except CaseError as error:
                        first = error.problems[0]
                        nobody = _only_id(raw)
                        self.rejected.add(Reason("lost" if nobody is None else "document", _NUMBERED.sub("", first.field), first.id), [number])
                        if nobody is not None:
                            yield nobody, number, True

    def _refuse_repeated(self) -> None:
        with pa.parquet.ParquetFile(self._read) as file:
            table = file.read(["id", "line"])
        if not table.num_rows:
            raise RegisterError("register_no_documents" if self.rejected.counts else "register_empty", file=self.path)
        ids = np.concatenate([ids_of(chunk) for chunk in table.column("id").chunks])
        order = np.argsort(ids, kind="stable")
        again = order[1:][ids[order][1:] == ids[order][:-1]]
        if len(again):
            row = int(np.asarray(table.column("line"))[again].min())
            raise RegisterError("register_repeated", file=self.path, count=len(again), row=row)


_SCHEMA = pa.schema([*schema(), pa.field("line", pa.int64()), pa.field("is_bad", pa.bool_())])


def _stated(rows: pa.RecordBatch) -> Any:
    is_bad = np.asarray(rows.column("is_bad"))
    return batch_of_rows(pa.RecordBatch.from_arrays([rows.column(name) for name in schema().names], schema=schema()), is_bad)


def _together(documents: Iterator[tuple[Timeline, int, bool]]) -> Iterator[pa.RecordBatch]:
    waiting: list[tuple[Timeline, int, bool]] = []
    for one in documents:
        waiting.append(one)
        if len(waiting) == _TOGETHER:
            yield _columns(waiting)
            waiting = []
    if waiting:
        yield _columns(waiting)


def _columns(documents: list[tuple[Timeline, int, bool]]) -> pa.RecordBatch:
    batch = to_arrow([timeline for timeline, _, _ in documents])
    lines, is_bad = pa.array([line for _, line, _ in documents], pa.int64()), pa.array([bad for _, _, bad in documents])
    return pa.RecordBatch.from_arrays([*batch.columns, lines, is_bad], schema=_SCHEMA)


def _only_id(raw: Any) -> Timeline | None:
    """The citizen of an unusable document, where at least the id can be used."""
    citizen = raw.get("citizen") if isinstance(raw, dict) else None
    try:
        someone = Citizen.model_validate({"id": citizen.get("id") if isinstance(citizen, dict) else None})
    except ValueError:
        return None
    day = ObservedSpan(from_=_LONG_AGO, to=_LONG_AGO + timedelta(days=1))
    return Timeline.model_construct(citizen=someone, observed=Observed(spans=(day,)), facts=())


def _stream(name: str) -> IO[bytes]:
    return sys.stdin.buffer if name == "-" else opened(name)
