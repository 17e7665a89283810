"""Timelines as Arrow record batches: one row a citizen, one column of lists a kind of fact.

Every batch has the same schema, so batches can be joined, stored as Parquet and handed to other processes. Facts
carry their `place` in the case, because a case is one list and the columns are many; weeks are named by their
Monday. Importing this module imports pyarrow; nothing else in the package does so before it is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pyarrow as pa
from pydantic import ValidationError

from integrationrules.dates import IsoWeek
from integrationrules.timeline.arrow_batch import batch_from_arrow
from integrationrules.timeline.arrow_schema import SPAN, conformed, schema
from integrationrules.timeline.facts import KINDS, Fact, Interval
from integrationrules.timeline.problems import CaseError, Path, Problem, refused
from integrationrules.timeline.timeline import Timeline
from integrationrules.timeline.versions import refuse_contradictions

__all__ = ["batch_from_arrow", "from_arrow", "schema", "to_arrow"]


def to_arrow(timelines: Sequence[Timeline]) -> pa.RecordBatch:
    """The timelines as one record batch with the columns of `schema`; versions and sources are kept."""
    columns: dict[str, list[Any]] = {name: [] for name in schema().names}
    for timeline in timelines:
        for name in ("id", "born", "sex", "origin"):
            columns[name].append(getattr(timeline.citizen, name))
        columns["observed"].append([_span(span) for span in timeline.observed.spans])
        columns["observed_by_kind"].append(
            [
                {"kind": kind, "spans": [_span(span) for span in spans]}
                for kind, spans in timeline.observed.by_kind.items()
            ]
        )
        for kind in KINDS:
            columns[kind].append([])
        for place, fact in enumerate(timeline.facts):
            columns[fact.kind][-1].append(_struct(fact, place))
    return pa.RecordBatch.from_arrays(
        [pa.array(columns[field.name], field.type) for field in schema()], schema=schema()
    )


def from_arrow(record_batch: pa.RecordBatch) -> list[Timeline]:
    """The timelines of a record batch; `from_arrow(to_arrow(t)) == t`. Raises `CaseError` naming row and field."""
    try:
        columns = conformed(record_batch).to_pydict()
    except (OverflowError, pa.ArrowInvalid):
        raise CaseError((Problem("columns", "", "date_out_of_range", {"found": "a date"}),)) from None
    return [_timeline(columns, row) for row in range(record_batch.num_rows)]


def _timeline(columns: dict[str, list[Any]], row: int) -> Timeline:
    facts = [
        (fact.pop("place"), number, kind, fact)
        for kind in KINDS
        for number, fact in enumerate(columns[kind][row] or ())
    ]
    facts.sort(key=lambda each: (each[0] if each[0] is not None else -1))
    raw = {
        "citizen": _stated({name: columns[name][row] for name in ("id", "born", "sex", "origin")}),
        "observed": {
            "spans": [_stated(span) for span in columns["observed"][row] or ()],
            "by_kind": {
                each["kind"]: [_stated(span) for span in each["spans"] or ()]
                for each in columns["observed_by_kind"][row] or ()
            },
        },
        "facts": [_raw_fact(kind, fact) for _, _, kind, fact in facts],
    }
    def place(path: Path, at_key: bool) -> str:
        return f"row {row + 1}"

    try:
        timeline = Timeline.model_validate(raw, by_name=False)
    except ValidationError as error:
        raise refused(error, raw, place) from None
    refuse_contradictions(timeline, place)
    return timeline


def _raw_fact(kind: str, fact: dict[str, Any]) -> dict[str, Any]:
    stated = {"kind": kind, **_stated(fact)}
    if "week" in stated:
        year, week, _ = stated["week"].isocalendar()
        stated["week"] = f"{year:04}-W{week:02}"
    return stated


def _stated(struct: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in struct.items() if value is not None}


@cache
def _names(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in schema().field(kind).type.value_type)[1:]


def _struct(fact: Fact, place: int) -> dict[str, Any]:
    found: dict[str, Any] = {"place": place}
    for name in _names(fact.kind):
        value = getattr(fact, "from_" if name == "from" else name)
        found[name] = value.monday if isinstance(value, IsoWeek) else value
    return found


def _span(span: Interval) -> dict[str, Any]:
    return {name: getattr(span, "from_" if name == "from" else name) for name in (field.name for field in SPAN)}
