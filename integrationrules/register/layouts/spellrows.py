"""Reads flat rows of spells and events: each different value once, and what is wrong with a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from integrationrules.register.columns import column_of, is_empty, plain
from integrationrules.register.days import day_of
from integrationrules.register.ids import Ids, id_column
from integrationrules.register.naming import CATEGORIES, EXTRACT, Naming, found_column
from integrationrules.register.noticed import Reason, Rejected
from integrationrules.register.problems import RegisterError
from integrationrules.register.sources import Table, number
from integrationrules.timeline.arrow_schema import schema
from integrationrules.timeline.attributes import attributes_of
from integrationrules.timeline.facts import KINDS, Event
from integrationrules.timeline.fields import Amount, Flag, HoursPerMonth, HoursPerWeek, Label, Level, Municipality

from .reading import named_rows

__all__ = ["ATTRIBUTES", "SpellRows"]

ATTRIBUTES = tuple(name for name in EXTRACT if name not in ("id", "week", "year", "code", "kind", "from", "to", "through", "on"))
"""What a spell may carry beside its kind and its days."""
_DAYS = ("from", "to", "through", "on")
_ROWS = 1 << 16
_FLAGS = {"true": True, "1": True, "false": False, "0": False}
_VALID: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(type_) for name, type_ in (
        ("municipality", Municipality), ("level", Level), ("hours_per_week", HoursPerWeek), ("hours_per_month", HoursPerMonth), ("amount", Amount),
        ("passed", Flag), ("which", Label),
    )
}
_TYPES: dict[str, Any] = {
    field.name: field.type for kind in KINDS for field in schema().field(kind).type.value_type if field.name in (*ATTRIBUTES, *_DAYS)
}
_Read = Callable[[Any], tuple[Any, int]]


class SpellRows:
    """The rows of a table as typed columns: id, place, kind, days, what else the spell carries, and whether the row is unusable."""

    def __init__(self, table: Table, naming: Naming, rejected: Rejected) -> None:
        self._table, self._naming, self._rejected = table, naming, rejected
        self._id = id_column(table, naming)
        self._columns = {what: found for what in ("kind", *_DAYS, *ATTRIBUTES) if (found := found_column(table.names, naming.extract[what]))}
        for needed in (("kind",), ("from", "on")):
            if not any(one in self._columns for one in needed):
                names = [name for one in needed for name in naming.extract[one]]
                raise RegisterError("register_no_column", file=table.path, what=f"'{needed[0]}'", known=", ".join(names))
        self._reasons: list[Reason] = []
        self._readers = {what: self._reader(what) for what in self._columns}
        self._known: dict[str, dict[Any, tuple[Any, int]]] = {what: {} for what in self._columns}
        self._notice_near()

    @property
    def told(self) -> tuple[str, ...]:
        """What the table tells of each spell, in an order that is the same for every table."""
        return tuple(self._columns)

    def batches(self, told: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """All rows with an id; of one that is unusable only whose it is. What of `told` the table does not tell is nothing."""
        for batch, ids, numbers in named_rows(self._table, self._id, list(self._columns.values()), _ROWS, self._rejected):
            read = {what: self._column(what, batch.column(name)) for what, name in self._columns.items()}
            why = self._judged(len(ids), read)
            for place in np.unique(why[why > 0]):
                self._rejected.add(self._reasons[place - 1], numbers[why == place])
            yield self._typed(ids, numbers, read, why, told)

    def _column(self, what: str, found: Any) -> tuple[Any, NDArray[np.int64]]:
        """Each row's value, and what is wrong with it."""
        column, known, read = column_of(found), self._known[what], self._readers[what]
        for value in column.values:
            if value not in known:
                known[value] = (None, 0) if is_empty(value) else read(value)
        pairs = [known[value] for value in column.values]
        values = pa.array([value for value, _ in pairs], _type(what))
        return values.take(pa.array(column.places)), np.array([why for _, why in pairs], dtype=np.int64)[column.places]

    def _judged(self, size: int, read: dict[str, tuple[Any, NDArray[np.int64]]]) -> NDArray[np.int64]:
        """What is wrong with each row, the first thing found: 0, or a place among the reasons."""
        why = np.zeros(size, dtype=np.int64)

        def refuse(rows: Any, reason: Reason) -> None:
            why[(why == 0) & np.asarray(rows, dtype=np.bool_)] = self._number(reason)

        for _, wrong in read.values():
            why[:] = np.where(why == 0, wrong, why)
        refuse(~self._has(read, "kind", size), Reason("no_kind", self._columns["kind"]))
        has = {what: self._has(read, what, size) for what in (*_DAYS, *ATTRIBUTES)}
        refuse(~(has["from"] | has["on"]), Reason("no_day", self._columns.get("from") or self._columns["on"]))
        refuse(has["to"] & has["through"], Reason("to_and_through"))
        refuse(has["hours_per_week"] & has["hours_per_month"], Reason("both_hours"))
        if "from" in read:
            start = _days(read["from"][0])
            for what, shortest in (("to", 1), ("through", 0)):
                if what in read:
                    refuse(has["from"] & has[what] & (_days(read[what][0]) < start + shortest), Reason("to_before_from", self._columns[what]))
        self._judge_kinds(read, has, refuse)
        return why

    def _judge_kinds(self, read: Any, has: dict[str, NDArray[np.bool_]], refuse: Callable[[Any, Reason], None]) -> None:
        """What a kind requires, and which words it knows."""
        kinds = column_of(read["kind"][0])
        for place, kind in enumerate(kinds.values):
            if kind is None:
                continue
            mine = kinds.places == place
            if not issubclass(KINDS[kind], Event):
                refuse(mine & ~has["from"], Reason("no_day", self._columns.get("from", "from")))
            for attribute in attributes_of(kind):
                name = self._columns.get(attribute.name, attribute.name)
                if KINDS[kind].model_fields[attribute.name].is_required():
                    refuse(mine & ~has[attribute.name], Reason("lacks", name, kind))
                if attribute.categories and attribute.name in read:
                    known = pc.is_in(read[attribute.name][0], pa.array(attribute.categories, pa.string()))
                    refuse(mine & has[attribute.name] & ~np.asarray(known), Reason("not_of_kind", name, kind))

    def _has(self, read: Any, what: str, size: int) -> NDArray[np.bool_]:
        return np.asarray(read[what][0].is_valid()) if what in read else np.zeros(size, dtype=np.bool_)

    def _typed(self, ids: Ids, rows: NDArray[np.int64], read: Any, why: NDArray[np.int64], told: Sequence[str]) -> pa.RecordBatch:
        is_bad = pa.array(why > 0)
        columns: dict[str, Any] = {"id": pa.array(ids.astype(object), pa.binary()).cast(pa.string()), "place": pa.array(rows, pa.int32())}
        for what in told:
            values = read[what][0] if what in read else pa.nulls(len(ids), _type(what))
            columns[what] = pc.if_else(is_bad, pa.scalar(None, values.type), values)
        return pa.RecordBatch.from_arrays([*columns.values(), is_bad], [*columns, "is_bad"])

    def _reader(self, what: str) -> _Read:
        column = self._columns[what]
        if what in _DAYS:
            return lambda value: self._checked(day_of(value), Reason("no_day", column))
        if what in CATEGORIES and what != "which":
            return lambda value: self._word(what, column, value)
        comma = self._table.decimal_comma
        return lambda value: self._checked(_valid(what, value, comma), Reason("no_value", column))

    def _checked(self, value: Any, reason: Reason) -> tuple[Any, int]:
        return (value, 0) if value is not None else (None, self._number(reason))

    def _word(self, what: str, column: str, value: Any) -> tuple[Any, int]:
        """A word that may stand in a column; one that is nearly such a word is named, others may be anything and are not."""
        text = plain(value).lower()
        word = self._naming.words.get(what, {}).get(text, text)
        if word in CATEGORIES[what]:
            return word, 0
        near = get_close_matches(word, CATEGORIES[what], n=1)
        return None, self._number(Reason(f"no_{'kind' if what == 'kind' else 'word'}", column, *((text, near[0]) if near else ())))

    def _number(self, reason: Reason) -> int:
        if reason not in self._reasons:
            self._reasons.append(reason)
        return self._reasons.index(reason) + 1

    def _notice_near(self) -> None:
        """A column that is not read, and is called nearly as one that would be."""
        read = {self._id, *self._columns.values()}
        usual = [name for what, names in self._naming.extract.items() if what not in self._columns and what in (*_DAYS, *ATTRIBUTES) for name in names]
        for name in self._table.names:
            if name not in read and (near := get_close_matches(name.lower(), usual, n=1, cutoff=0.85)):
                raise RegisterError("register_near_column", file=self._table.path, column=name, near=near[0])


def _type(what: str) -> Any:
    return pa.string() if what == "kind" else _TYPES[what]


def _valid(what: str, value: Any, decimal_comma: bool) -> Any:
    """A number, truth or text as the fact holds it; none where it may not."""
    stated: Any = _FLAGS.get(plain(value).lower()) if what == "passed" else plain(value) if what == "which" else _number(value, decimal_comma)
    try:
        return None if stated is None else _VALID[what].validate_python(stated)
    except ValidationError:
        return None


def _number(value: Any, decimal_comma: bool) -> int | Decimal | None:
    """A number, or a text that can only be one number."""
    read = number(value, decimal_comma) if isinstance(value, str) else value
    try:
        found = None if read is None else Decimal(str(read))
    except InvalidOperation:
        return None
    return int(found) if found is not None and found.is_finite() and found == found.to_integral_value() else found


def _days(column: Any) -> NDArray[np.int64]:
    return np.asarray(column.cast(pa.int32()).fill_null(0), dtype=np.int64)


