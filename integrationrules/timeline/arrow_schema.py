"""The Arrow schema of timelines, and record batches brought into it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pyarrow as pa

from integrationrules.timeline.attributes import HOUR_DECIMALS, attributes_of
from integrationrules.timeline.facts import KINDS, Event, Spell
from integrationrules.timeline.problems import CaseError, Problem, unknown_key
from integrationrules.timeline.timeline import OBSERVED_LINE

__all__ = ["SPAN", "conformed", "schema"]

SPAN = pa.struct([("from", pa.date32()), ("to", pa.date32()), ("through", pa.date32())])
_OWN_SPANS = pa.list_(pa.struct([("kind", pa.string()), ("spans", pa.list_(SPAN))]))
_HOURS = pa.decimal128(9, HOUR_DECIMALS)
_AMOUNT = pa.decimal128(15, 2)


@cache
def schema() -> pa.Schema:
    """Columns id, born, sex, origin, observed, observed_by_kind and one list of structs for each kind of fact."""
    people = [("id", pa.string()), ("born", pa.date32()), ("sex", pa.string()), ("origin", pa.string())]
    kinds = [(kind, pa.list_(_fact(kind))) for kind in KINDS]
    return pa.schema([*people, ("observed", pa.list_(SPAN)), ("observed_by_kind", _OWN_SPANS), *kinds])


def _fact(kind: str) -> pa.DataType:
    model = KINDS[kind]
    day = pa.date32()
    time = [("on" if issubclass(model, Event) else "week", day)]
    if issubclass(model, Spell):
        time = [("from", day), ("to", day), ("through", day)]
    types: dict[type, Any] = {str: pa.string(), bool: pa.bool_(), int: pa.int64(), Decimal: _AMOUNT}
    own = []
    for attribute in attributes_of(kind):
        if attribute.name == "hours_per_week":
            own += [("hours_per_week", _HOURS), ("hours_per_month", _HOURS)]
        else:
            own.append((attribute.name, types[attribute.type]))
    text = pa.string()
    common = [("id", text), ("source", text), ("recorded", day), ("withdrawn", pa.bool_()), ("precision", text)]
    return pa.struct([("place", pa.int32()), *time, *own, *common])


def conformed(record_batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same rows with exactly the columns of `schema`; an absent kind is a column without facts.

    Raises `CaseError` for a column that is not known or holds another type, and if `id` or `observed` is missing.
    """
    expected = schema()
    if record_batch.schema.equals(expected):
        return record_batch
    names = record_batch.schema.names
    problems = [
        Problem(f"column {place + 1}", "", *unknown_key(name, tuple(expected.names)))
        for place, name in enumerate(names)
        if name not in expected.names
    ]
    if "observed" not in names:
        problems.append(Problem("columns", "observed", "missing_observed", {"line": OBSERVED_LINE}))
    if "id" not in names:
        problems.append(Problem("columns", "id", "missing_field", {"field": "id"}))
    columns = []
    for field in expected:
        if field.name not in names:
            columns.append(pa.nulls(record_batch.num_rows, field.type))
            continue
        try:
            columns.append(_cast(record_batch.column(field.name), field.type))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError, KeyError):
            problems.append(Problem("columns", field.name, "column_type", {"expected": str(field.type)}))
    if problems:
        raise CaseError(tuple(problems))
    return pa.RecordBatch.from_arrays(columns, schema=expected)


def _cast(column: Any, expected: pa.DataType) -> Any:
    if pa.types.is_list(expected) and pa.types.is_struct(expected.value_type):
        found = column.type
        inner = found.value_type if pa.types.is_list(found) or pa.types.is_large_list(found) else None
        known = {field.name for field in expected.value_type}
        if inner is not None and pa.types.is_struct(inner) and (extra := {each.name for each in inner} - known):
            raise KeyError(*extra)
    return column.cast(expected)
