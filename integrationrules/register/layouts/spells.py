"""An extract as flat spells and events: a row each, with its kind, its days and what it carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from integrationrules.register.groups import MUNICIPALITY
from integrationrules.register.ids import Ids, ids_of
from integrationrules.register.measure import Asked
from integrationrules.register.naming import Naming
from integrationrules.register.noticed import Reason, Rejected
from integrationrules.register.people import Persons
from integrationrules.register.sources import Table
from integrationrules.timeline.arrow_schema import SPAN, schema
from integrationrules.timeline.batch import Batch
from integrationrules.timeline.timeline import Observed, ObservedSpan

from .layout import Citizens, Converted
from .longtable import LongTable
from .spellrows import SpellRows
from .stated import batch_of_rows, municipalities, nobody_stated, told

__all__ = ["SpellsLayout"]

_ROWS = 50_000
_PEOPLE = ("born", "sex", "origin")


class SpellsLayout:
    """Rows of person, kind, from, to or through, and so on. What is not stated did not happen on the days the extract tells everything about.

    Of a person with a row that cannot be used, nothing counts as not having happened.
    """

    missing_weeks: tuple[str, ...] = ()

    def __init__(self, tables: Sequence[Table], asked: Asked, naming: Naming, observed: Observed) -> None:
        self.path = tables[0].path
        self.rejected = Rejected()
        self.observed = observed
        readers = [SpellRows(table, naming, self.rejected) for table in tables]
        self.municipality = "by_day"
        self.tells = frozenset({MUNICIPALITY})
        told = list(dict.fromkeys(what for reader in readers for what in reader.told))
        self._table = LongTable(self.path, chain.from_iterable(reader.batches(told) for reader in readers))
        self._observed = pa.array([[_struct(span) for span in observed.spans]], pa.list_(SPAN))
        own = [{"kind": kind, "spans": [_struct(span) for span in spans]} for kind, spans in observed.by_kind.items()]
        self._observed_by_kind = pa.array([own], schema().field("observed_by_kind").type)

    def rows(self, batch: int) -> Iterator[pa.RecordBatch]:
        """The spells of each citizen together."""
        yield from self._table.citizens(batch)

    def ids(self, rows: pa.RecordBatch) -> Ids:
        """The citizen of each row."""
        return ids_of(rows.column("id"))

    def converted(self, rows: pa.RecordBatch, persons: Persons) -> Converted:
        """The spells of each kind as columns."""
        batch, noticed = self._stated(rows)
        return Converted(told(batch, persons), noticed=noticed)

    def absent(self, persons: Persons, blank: bool) -> Batch:
        """Nothing ever happened, or nothing is known."""
        return nobody_stated(persons, self.observed.spans if blank else ())

    def citizens(self, days: Sequence[int]) -> Citizens:
        """Where they were on each day: which municipality was responsible, else in which they lived."""
        ids: list[Ids] = [np.zeros(0, dtype="S1")]
        found: list[list[Any]] = [[pa.nulls(0, pa.int64())] for _ in days]
        for rows in self.rows(_ROWS):
            ids.append(self.ids(rows))
            for one, columns in zip(municipalities(self._stated(rows)[0], days), found, strict=True):
                columns.append(one)
        return Citizens(np.concatenate(ids), {}, [pa.chunked_array(columns) for columns in found])

    def _stated(self, rows: pa.RecordBatch) -> tuple[Batch, Counter[Reason]]:
        lists = rows.column("rows")
        citizen = np.repeat(np.arange(rows.num_rows), np.diff(np.asarray(lists.offsets)))
        fields = dict(zip((field.name for field in lists.type.value_type), lists.flatten().flatten(), strict=True))
        is_bad = np.zeros(rows.num_rows, dtype=np.bool_)
        is_bad[citizen[np.asarray(fields.pop("is_bad"))]] = True
        kinds = fields.pop("kind").dictionary_encode()
        places = np.asarray(kinds.indices.fill_null(-1))
        columns = {"id": pa.array(np.arange(rows.num_rows)).cast(pa.string())}
        columns |= {name: pa.nulls(rows.num_rows, schema().field(name).type) for name in _PEOPLE}
        everyone = pa.array(np.zeros(rows.num_rows, dtype=np.int64))
        columns |= {"observed": self._observed.take(everyone), "observed_by_kind": self._observed_by_kind.take(everyone)}
        for place, kind in enumerate(kinds.dictionary.to_pylist()):
            columns[kind] = _of_kind(kind, citizen, np.flatnonzero(places == place), fields, rows.num_rows)
        full = [columns[name] if name in columns else pa.nulls(rows.num_rows, schema().field(name).type) for name in schema().names]
        return batch_of_rows(pa.RecordBatch.from_arrays(full, schema=schema()), is_bad)


def _of_kind(kind: str, citizen: NDArray[np.int64], mine: NDArray[np.int64], fields: dict[str, Any], size: int) -> Any:
    """The facts of one kind as lists, one a citizen."""
    type_ = schema().field(kind).type
    taken = pa.array(mine)
    columns = []
    for field in type_.value_type:
        found = fields.get(field.name)
        if field.name == "on" and "from" in fields:       # an event may stand where a spell begins
            found = fields["from"] if found is None else pc.coalesce(found, fields["from"])
        columns.append(pa.nulls(len(mine), field.type) if found is None else found.take(taken).cast(field.type))
    offsets = np.searchsorted(citizen[mine], np.arange(size + 1))
    structs = pa.StructArray.from_arrays(columns, fields=list(type_.value_type))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), structs).cast(type_)


def _struct(span: ObservedSpan) -> dict[str, Any]:
    return {"from": span.from_, "to": span.to, "through": span.through}
