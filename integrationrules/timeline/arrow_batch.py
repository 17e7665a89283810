"""From an Arrow record batch straight to the engine's columns, without a Python object for each fact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from integrationrules.dates import FIRST_DAY, LAST_DAY, DayArray, day_number
from integrationrules.timeline.arrow_schema import conformed
from integrationrules.timeline.attributes import Attribute, attributes_of, hour_parts
from integrationrules.timeline.batch import Batch, FactColumns, Field, Spans, batch_of, sorted_columns
from integrationrules.timeline.bounds import (
    PRECISIONS,
    Bounds,
    earliest,
    first_end_after,
    merged,
    of_points,
    of_spells,
    of_weeks,
)
from integrationrules.timeline.cpr import holds_cpr
from integrationrules.timeline.facts import KINDS

__all__ = ["batch_from_arrow"]

_EARLIEST, _LATEST = day_number(date(1900, 1, 1)), day_number(date(2100, 12, 31))
_ODD = r"[\x00-\x1f\x7f]"
_PERHAPS_CPR = r"(?:\p{Nd}[^0-9A-Za-z]{0,3}){8}\p{Nd}"
"""Every text that `holds_cpr` refuses has this, and some others."""
_RANGES = {"municipality": (1, 999), "level": (1, 4)}


class _NeedsTimelinesError(Exception):
    """The rows hold versions of facts, or something that must be refused: both are the business of timelines."""


def batch_from_arrow(record_batch: pa.RecordBatch, as_known: date | None = None) -> Batch:
    """Equal to `batch_of(from_arrow(record_batch), as_known)`, which it falls back on.

    The short way is taken where no fact has several versions or is withdrawn, and nothing looks refusable; so
    the same rows are refused, with the same `CaseError`.
    """
    from integrationrules.timeline.arrow import from_arrow

    table = conformed(record_batch)
    try:
        return _batch(table, as_known)
    except _NeedsTimelinesError:
        return batch_of(from_arrow(table), as_known)


def _batch(table: pa.RecordBatch, as_known: date | None) -> Batch:
    general, end = _general(table, as_known)
    own = _own_spans(table, general, as_known)
    structs = {kind: _rows(table.column(kind)) for kind in KINDS}
    present = {kind: rows for kind, rows in structs.items() if len(rows[0])}
    _refuse_versions(present)
    facts = {kind: _columns(kind, *rows, own.get(kind, general), as_known) for kind, rows in present.items()}
    ids = table.column("id")
    _check(not ids.null_count and not _texts_to_look_at(ids))
    return Batch(
        size=table.num_rows,
        ids=tuple(ids.to_pylist()),
        born=Field(_days(table.column("born")), _known(table.column("born")), ()),
        sex=_categorical(table.column("sex"), ("male", "female")),
        origin=_categorical(table.column("origin"), ("danish", "western", "non_western")),
        end=end,
        facts={kind: columns for kind, columns in facts.items() if len(columns.citizen)},
        observed=general,
        observed_by_kind=own,
    )


def _check(fine: Any) -> None:
    if not fine:
        raise _NeedsTimelinesError


def _rows(column: Any) -> tuple[NDArray[np.int64], dict[str, Any]]:
    """The citizen of each element of a list column, and the elements' fields, in the order of the case."""
    citizen = np.asarray(pc.list_parent_indices(column), dtype=np.int64)
    elements = column.flatten()
    _check(not elements.null_count)
    fields = dict(zip((field.name for field in elements.type), elements.flatten(), strict=True))
    if "place" in fields and len(citizen):
        place = _numbers(fields["place"], -1)
        order = np.lexsort((place, citizen))
        if not np.array_equal(order, np.arange(len(order))):
            return citizen, {name: array.take(pa.array(order)) for name, array in fields.items()}
    return citizen, fields


def _refuse_versions(present: Mapping[str, tuple[NDArray[np.int64], dict[str, Any]]]) -> None:
    """Facts that share an id within a citizen, or are withdrawn, need the rules about versions."""
    citizens, texts = [], []
    for citizen, fields in present.values():
        _check(not pc.any(fields["withdrawn"]).as_py())
        _check(not _texts_to_look_at(fields["source"]))
        if fields["id"].null_count < len(citizen):
            known = _known(fields["id"])
            citizens.append(citizen[known])
            texts.append(fields["id"].drop_null())
    if not texts:
        return
    ids = pa.concat_arrays(texts)
    _check(not _texts_to_look_at(ids))
    codes = np.asarray(ids.dictionary_encode().indices, dtype=np.int64)
    pairs = np.concatenate(citizens) * (codes.max() + 1) + codes
    _check(_all_differ(pairs))


def _texts_to_look_at(texts: Any) -> bool:
    """Whether some text may have to be refused: empty, long, with odd characters, or like a CPR number."""
    if texts.null_count == len(texts):
        return False
    lengths = pc.min_max(pc.utf8_length(pc.utf8_trim_whitespace(texts))).as_py()
    if lengths["min"] == 0 or pc.max(pc.utf8_length(texts)).as_py() > 300:
        return True
    if pc.any(pc.match_substring_regex(texts, _ODD)).as_py():
        return True
    return any(map(holds_cpr, texts.filter(pc.match_substring_regex(texts, _PERHAPS_CPR)).to_pylist()))


def _columns(
    kind: str, citizen: NDArray[np.int64], fields: dict[str, Any], observed: Spans, as_known: date | None
) -> FactColumns:
    first = next(name for name in ("from", "on", "week") if name in fields)
    _check(not fields[first].null_count)
    start = _days(fields[first])
    recorded, has_recorded = _days(fields["recorded"]), _known(fields["recorded"])
    if as_known is not None:
        kept = np.where(has_recorded, recorded, start) <= day_number(as_known)
        if not kept.all():
            _read(kind, fields)
            citizen, start = citizen[kept], start[kept]
            fields = {name: array.filter(pa.array(kept)) for name, array in fields.items()}
    if first == "week":
        monday = start - (start + 3) % 7
        _check(_all_differ(citizen * LAST_DAY + monday))
        bounds = of_weeks(monday)
    elif first == "on":
        bounds = of_points(start, _precision(fields["precision"]))
    else:
        bounds = _spell_bounds(citizen, start, fields, observed)
    return sorted_columns(citizen, bounds, _read(kind, fields))


def _all_differ(numbers: NDArray[np.int64]) -> bool:
    return bool((np.diff(numbers) > 0).all()) or len(np.unique(numbers)) == len(numbers)


def _spell_bounds(citizen: NDArray[np.int64], start: DayArray, fields: dict[str, Any], observed: Spans) -> Bounds:
    to, through = _days(fields["to"]), _days(fields["through"])
    has_to, is_through = _known(fields["to"]), _known(fields["through"])
    _check(not (has_to & is_through).any() and not (has_to & (to <= start)).any())
    _check(not (is_through & (through < start)).any())
    is_open = ~(has_to | is_through)
    precision = _precision(fields["precision"])
    observed_to = start
    if is_open.any():
        observed_to = first_end_after(observed.citizen, observed.end, citizen, earliest(start, precision))
    return of_spells(start, np.where(is_through, through, to), is_through, is_open, observed_to, precision)


def _precision(texts: Any) -> NDArray[np.int64] | None:
    if texts.null_count == len(texts):
        return None
    found = _categorical(texts, PRECISIONS).values
    return found if found.any() else None


def _read(kind: str, fields: dict[str, Any]) -> dict[str, Field]:
    return {attribute.name: _attribute(attribute, kind, fields) for attribute in attributes_of(kind)}


def _attribute(attribute: Attribute, kind: str, fields: dict[str, Any]) -> Field:
    column = fields[attribute.name]
    required = KINDS[kind].model_fields[attribute.name].is_required()
    _check(not (required and column.null_count))
    if attribute.name == "hours_per_week":
        return _hours(column, fields["hours_per_month"])
    if attribute.is_text:
        if attribute.categories:
            return _categorical(column, attribute.categories)
        categories = tuple(sorted(column.drop_null().unique().to_pylist()))
        if attribute.name == "code":
            _check(all(not code or (code.isascii() and code.isdecimal() and len(code) <= 4) for code in categories))
        else:
            _check(not _texts_to_look_at(column))
        return _categorical(column, categories)
    known = _known(column)
    if pa.types.is_decimal(column.type):
        numbers = _decimals(column)
        _check(not (numbers < 0).any() and not (numbers > 10**14).any())
        return Field(numbers, known, ())
    numbers = _numbers(column.cast(pa.int64()), 0)
    least, greatest = _RANGES.get(attribute.name, (0, 1))
    _check(not (known & ((numbers < least) | (numbers > greatest))).any())
    return Field(numbers, known, ())


def _hours(per_week: Any, per_month: Any) -> Field:
    weekly, monthly = _decimals(per_week), _decimals(per_month)
    has_weekly, has_monthly = _known(per_week), _known(per_month)
    _check(not (has_weekly & has_monthly).any())
    for hours, known, limit in ((weekly, has_weekly, 1_000_000), (monthly, has_monthly, 4_300_000)):
        _check(not (known & ((hours <= 0) | (hours > limit))).any())
    return Field(hour_parts(weekly, monthly), has_weekly | has_monthly, ())


def _general(table: pa.RecordBatch, as_known: date | None) -> tuple[Spans, DayArray]:
    column = table.column("observed")
    _check(not column.null_count and pc.min(pc.list_value_length(column)).as_py() != 0)
    citizen, start, end = _span_days(column)
    last = np.full(table.num_rows, FIRST_DAY, dtype=np.int64)
    np.maximum.at(last, citizen, end)
    if as_known is not None:
        last, end = np.minimum(last, day_number(as_known)), np.minimum(end, day_number(as_known))
    return Spans(*merged(citizen, start, end)), last


def _span_days(column: Any) -> tuple[NDArray[np.int64], DayArray, DayArray]:
    citizen, fields = _rows(column)
    has_to, has_through = _known(fields["to"]), _known(fields["through"])
    _check(not fields["from"].null_count and (has_to ^ has_through).all())
    start, end = _days(fields["from"]), np.where(has_to, _days(fields["to"]), _days(fields["through"]) + 1)
    _check((start < end).all())
    return citizen, start, end


def _own_spans(table: pa.RecordBatch, general: Spans, as_known: date | None) -> dict[str, Spans]:
    entry_citizen, fields = _rows(table.column("observed_by_kind"))
    if not len(entry_citizen):
        return {}
    kind = _categorical(fields["kind"], tuple(KINDS))
    pairs = entry_citizen * len(KINDS) + kind.values
    _check(kind.known.all() and len(np.unique(pairs)) == len(pairs))
    entry, start, end = _span_days(fields["spans"])
    if as_known is not None:
        end = np.minimum(end, day_number(as_known))
    found = {}
    for place in np.unique(kind.values):
        own = np.isin(general.citizen, entry_citizen[kind.values == place], invert=True)
        mine = kind.values[entry] == place
        found[kind.categories[place]] = Spans(
            *merged(
                np.concatenate((general.citizen[own], entry_citizen[entry[mine]])),
                np.concatenate((general.start[own], start[mine])),
                np.concatenate((general.end[own], end[mine])),
            )
        )
    return found


def _categorical(texts: Any, categories: tuple[str, ...]) -> Field:
    found = pc.index_in(texts, value_set=pa.array(categories, pa.string()))
    _check(found.null_count == texts.null_count)
    return Field(_numbers(found, 0), _known(texts), categories)


def _days(column: Any) -> DayArray:
    """Day numbers, 0 where not stated; a day outside 1900-2100 has to be refused."""
    days = _numbers(column.cast(pa.int32()), 0)
    _check(not ((days < _EARLIEST) | (days > _LATEST)).any())
    return days


def _numbers(column: Any, absent: int) -> NDArray[np.int64]:
    return np.asarray(column.fill_null(absent).to_numpy(zero_copy_only=False), dtype=np.int64)


def _decimals(column: Any) -> NDArray[np.int64]:
    """The digits of decimals as integers; 0 where not stated. Greater ones than an int64 holds do not fit the schema."""
    filled = column.fill_null(0) if column.null_count else column
    low_words = np.frombuffer(filled.buffers()[1] or b"", dtype=np.int64)[::2]
    return np.array(low_words[filled.offset : filled.offset + len(filled)])


def _known(column: Any) -> NDArray[np.bool_]:
    return np.asarray(column.is_valid().to_numpy(zero_copy_only=False), dtype=np.bool_)
