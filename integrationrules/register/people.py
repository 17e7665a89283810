"""Who is measured: the people of a file, what is known of each, and which group they belong to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from integrationrules.dates import day_number
from integrationrules.timeline.batch import Field
from integrationrules.timeline.cpr import holds_cpr

from .ids import Ids, check_ids, ids_of
from .naming import PEOPLE, Naming, found_column
from .problems import RegisterError
from .sources import TableFile

__all__ = ["UNKNOWN", "Group", "People", "Persons", "read_people"]

Group = tuple[str, ...]
UNKNOWN = ""
"""The value of a group where the file has none."""
_CHOICES: Mapping[str, tuple[str, ...]] = {"sex": ("male", "female"), "origin": ("danish", "western", "non_western")}
_GROUPED = tuple(one for one in PEOPLE if one not in ("id", "born"))
_MOST_GROUPS = 20_000
_ROWS = 50_000
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00.*)?")
_DANISH = re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})")
_YEARS = (1850, 2100)


@dataclass(frozen=True, slots=True)
class Persons:
    """What is known of some people beside their facts, as columns."""

    size: int
    born: Field
    sex: Field
    origin: Field


@dataclass(frozen=True)
class People:
    """People in the order of their ids, as columns."""

    file: TableFile
    ids: Ids
    born: Field
    sex: Field
    origin: Field
    groups: tuple[Group, ...]
    """The different groups that occur, in order."""
    group: NDArray[np.int64]
    """The group of each person."""
    unreadable: Mapping[str, int]
    """How many values of a column were neither empty nor understood."""

    def at(self, places: NDArray[np.int64]) -> Persons:
        """Some of them."""
        born, sex, origin = (replace(one, values=one.values[places], known=one.known[places]) for one in (self.born, self.sex, self.origin))
        return Persons(len(places), born, sex, origin)


def read_people(path: str, naming: Naming, by: Sequence[str]) -> People:
    """The people of a file, each once; raises `RegisterError`."""
    file = TableFile(path)
    columns = {what: found_column(file.names, names) for what, names in naming.people.items()}
    for what in ("id", "born", "sex", "origin"):
        if columns[what] is None:
            raise RegisterError("register_no_column", file=path, what=f"'{what}'", known=", ".join(naming.people[what]))
    by_columns = [_by_column(file, one, columns) for one in by]
    needed = list(dict.fromkeys(name for name in (*(columns[what] for what in ("id", "born", "sex", "origin")), *by_columns) if name))
    check_ids(file, str(columns["id"]))
    read = _Table(file, needed)
    ids = read.ids(str(columns["id"]))
    order = np.argsort(ids, kind="stable")
    sorted_ids = ids[order]
    _refuse_unusable(file, str(columns["id"]), ids, order, sorted_ids)
    unreadable: Counter[str] = Counter()
    fields = {what: _field(what, read.column(str(columns[what])), naming, unreadable, order) for what in ("born", "sex", "origin")}
    groups, group = _groups([_texts(what, read.column(column), naming) for what, column in zip(by, by_columns, strict=True)], len(ids))
    return People(file, sorted_ids, fields["born"], fields["sex"], fields["origin"], groups, group[order], dict(unreadable))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as its different values and the place of each row's value among them."""

    values: list[Any]
    """The last one is None, for rows without a value."""
    places: NDArray[np.int64]


class _Table:
    """The columns of a file, whole."""

    def __init__(self, file: TableFile, names: Sequence[str]) -> None:
        batches = list(file.batches(names, _ROWS))
        if not any(batch.num_rows for batch in batches):
            raise RegisterError("register_empty", file=file.path)
        self._table = pa.Table.from_batches(batches)

    def ids(self, name: str) -> Ids:
        return np.concatenate([ids_of(chunk) for chunk in self._table.column(name).chunks])

    def column(self, name: str) -> _Column:
        found = self._table.column(name)
        if pa.types.is_dictionary(found.type):
            found = found.cast(found.type.value_type)
        encoded = found.combine_chunks().dictionary_encode()
        values = encoded.dictionary.to_pylist()
        return _Column([*values, None], np.asarray(encoded.indices.fill_null(len(values)), dtype=np.int64))


def _by_column(file: TableFile, name: str, columns: Mapping[str, str | None]) -> str:
    found = columns.get(name) or found_column(file.names, [name])
    if found is None:
        raise RegisterError("register_by", file=file.path, found=name, known=", ".join(one for one in _GROUPED if columns[one]))
    if found in (columns["id"], columns["born"]):
        raise RegisterError("register_by_never", found=name)
    return found


def _refuse_unusable(file: TableFile, column: str, ids: Ids, order: NDArray[np.int64], sorted_ids: Ids) -> None:
    missing = int((ids == b"").sum())
    if missing:
        raise RegisterError("register_no_id", file=file.path, count=missing)
    repeats = order[1:][sorted_ids[1:] == sorted_ids[:-1]]
    if len(repeats):
        # The first line is the header, and rows count from one.
        raise RegisterError("register_repeated", file=file.path, count=len(repeats), row=int(repeats.min()) + 2)
    if any(holds_cpr(one.decode()) for one in ids if len(one) >= 9):
        raise RegisterError("register_cpr", file=file.path, column=column)


def _field(what: str, column: _Column, naming: Naming, unreadable: Counter[str], order: NDArray[np.int64]) -> Field:
    read = [_born(value) if what == "born" else _choice(what, value, naming) for value in column.values]
    counts = np.bincount(column.places, minlength=len(read))
    unknown = sum(int(count) for value, one, count in zip(column.values, read, counts, strict=True) if one is None and not _is_empty(value))
    if unknown:
        unreadable[what] = unknown
    numbers = np.array([one or 0 for one in read], dtype=np.int64)[column.places][order]
    known = np.array([one is not None for one in read], dtype=np.bool_)[column.places][order]
    return Field(numbers, known, _CHOICES.get(what, ()))


def _is_empty(value: Any) -> bool:
    return value is None or value != value or not str(value).strip()


def _choice(what: str, value: Any, naming: Naming) -> int | None:
    word = None if _is_empty(value) else naming.words[what].get(_plain(value).lower())
    return None if word is None else _CHOICES[what].index(word)


def _born(value: Any) -> int | None:
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return day_number(day) if _YEARS[0] <= day.year <= _YEARS[1] else None
    text = "" if value is None else str(value).strip()
    if match := _ISO.fullmatch(text):
        year, month, day_ = (int(part) for part in match.groups())
    elif match := _DANISH.fullmatch(text):
        day_, month, year = (int(part) for part in match.groups())
    else:
        return None
    try:
        return day_number(date(year, month, day_)) if _YEARS[0] <= year <= _YEARS[1] else None
    except ValueError:
        return None


def _plain(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _texts(what: str, column: _Column, naming: Naming) -> _Column:
    """The values of a group as they are shown."""
    shown = [_group_text(what, value, naming) for value in column.values]
    different = sorted(set(shown))
    if len(different) > _MOST_GROUPS:
        raise RegisterError("register_by_many", limit=_MOST_GROUPS)
    return _Column(different, np.searchsorted(np.array(different), np.array(shown))[column.places])


def _groups(columns: Sequence[_Column], people: int) -> tuple[tuple[Group, ...], NDArray[np.int64]]:
    """The different groups that occur, in order, and the group of each person."""
    if not columns:
        return ((),), np.zeros(people, dtype=np.int64)
    places, group = np.unique(np.stack([one.places for one in columns], axis=1), axis=0, return_inverse=True)
    if len(places) > _MOST_GROUPS:
        raise RegisterError("register_by_many", limit=_MOST_GROUPS)
    found = [tuple(one.values[place] for one, place in zip(columns, row, strict=True)) for row in places]
    order = sorted(range(len(found)), key=lambda place: _in_order(found[place]))
    return tuple(found[place] for place in order), np.argsort(order)[group.reshape(-1)]


def _group_text(what: str, value: Any, naming: Naming) -> str:
    """One value; a municipality without the zeros that some files put in front."""
    if _is_empty(value):
        return UNKNOWN
    if what in _CHOICES:
        place = _choice(what, value, naming)
        return UNKNOWN if place is None else _CHOICES[what][place]
    text = _plain(value)
    return text.lstrip("0") or UNKNOWN if what == "municipality" and text.isdecimal() else text


def _in_order(group: Group) -> list[tuple[bool, int, str]]:
    """Numbers by size, what is not known last."""
    return [(text == UNKNOWN, int(text) if text.isascii() and text.isdecimal() else 0, text) for text in group]
