"""Who is measured: the people of a file or of the extract itself, what is known of each, and which group they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from integrationrules.timeline.batch import Field
from integrationrules.timeline.cpr import holds_cpr

from .columns import Column, Growing, Places, column_of, dtype_of, is_empty, plain
from .days import day_of
from .groups import MUNICIPALITY, UNKNOWN, Group, Grouped, groups_of
from .ids import Ids, KnownIds, check_ids, ids_of
from .movers import GroupDays
from .naming import PEOPLE, Naming, found_column
from .periods import Period
from .problems import RegisterError
from .sources import open_table

if TYPE_CHECKING:
    from .layouts.layout import Citizens, Layout

__all__ = ["UNKNOWN", "Group", "People", "Persons", "read_people"]

_CHOICES: Mapping[str, tuple[str, ...]] = {"sex": ("male", "female"), "origin": ("danish", "western", "non_western")}
_KNOWN = ("born", "sex", "origin")
_GROUPED = tuple(one for one in PEOPLE if one not in ("id", "born"))
_ROWS = 50_000
_AT_ONCE = 20
"""Batches whose different values are joined together."""
_FEWEST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Persons:
    """What is known of some people beside their facts, as columns."""

    size: int
    born: Field
    sex: Field
    origin: Field


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of everyone, in as few bytes as it takes."""

    values: Places
    known: NDArray[np.bool_]
    categories: tuple[str, ...]

    def at(self, places: NDArray[np.int64]) -> Field:
        """Of some people, as the engine takes it."""
        return Field(self.values[places].astype(np.int64), self.known[places], self.categories)


@dataclass(frozen=True)
class People:
    """People as columns, in the order of their file: some thirty bytes each besides the id."""

    path: str
    """Of the file they are named in."""
    known: KnownIds
    born: _Kept
    sex: _Kept
    origin: _Kept
    groups: tuple[Group, ...]
    """The different groups that occur, in order."""
    group: NDArray[np.int16]
    """The group of each person: one row a period."""
    unreadable: Mapping[str, int]
    """How many values of a column were neither empty nor understood."""
    municipality: str
    """Where the municipality is from: `one` for all periods, `by_period`, `by_year` or `by_day`; empty where it is not asked for."""

    def at(self, places: NDArray[np.int64]) -> Persons:
        """Some of them."""
        return Persons(len(places), self.born.at(places), self.sex.at(places), self.origin.at(places))


def read_people(path: str | None, naming: Naming, by: Sequence[str], extract: Layout, periods: Sequence[Period], on: GroupDays) -> People:
    """The people of a file, each once; what the file does not tell of them the extract may. Without a file, the citizens of the extract.

    `on` are the days whose municipality counts, where it changes with the day. Raises `RegisterError`.
    """
    table = _FromExtract(extract, naming, on) if path is None else _FromFile(path, naming, by, extract, on)
    unreadable: Counter[str] = Counter()
    fields = {what: _field(what, table.column(what), naming, unreadable) for what in _KNOWN}
    grouped, told = [], ""
    for what in by:
        if what == MUNICIPALITY:
            columns, told = table.municipalities(periods)
        else:
            columns = [table.column(what)]
        grouped.append(Grouped.of([_texts(what, column, naming) for column in columns]))
    groups, group = groups_of(grouped, table.known.size, len(periods))
    return People(table.path, table.known, fields["born"], fields["sex"], fields["origin"], groups, group, dict(unreadable), told)


class _FromExtract:
    """The citizens of an extract that tells who they are."""

    def __init__(self, extract: Layout, naming: Naming, on: GroupDays) -> None:
        self.path, self._extract, self._naming, self._on = extract.path, extract, naming, on
        for what in _KNOWN:
            if what not in extract.tells:
                raise RegisterError("register_no_people", file=extract.path)
        self._found: Citizens = extract.citizens(on.days)
        self.known = KnownIds(self._found.ids)

    def column(self, what: str) -> Column:
        """What the extract tells of each citizen."""
        if what not in self._found.columns:
            raise RegisterError("register_by", file=self.path, found=what, known=", ".join(one for one in _GROUPED if one in self._extract.tells))
        return column_of(self._found.columns[what])

    def municipalities(self, periods: Sequence[Period]) -> tuple[list[Column], str]:
        """Each citizen's in each period, and how it was found."""
        return [column_of(one) for one in self._found.municipality], self._extract.municipality


class _FromFile:
    """The people of a file, with what an extract tells of them beside."""

    def __init__(self, path: str, naming: Naming, by: Sequence[str], extract: Layout, on: GroupDays) -> None:
        file = open_table(path)
        self.path, self._file, self._extract, self._on = file.path, file, extract, on
        self._columns = {what: found_column(file.names, names) for what, names in naming.people.items()}
        for what in ("id", *_KNOWN):
            if self._columns[what] is None and (what == "id" or what not in extract.tells):
                raise RegisterError("register_no_column", file=file.path, what=f"'{what}'", known=", ".join(naming.people[what]))
        for what in by:
            self._check_by(what)
        wanted = [self._columns.get(what) or found_column(file.names, [what]) for what in ("id", *_KNOWN, *by)]
        dated = [name for name in file.names if _is_dated(name)] if MUNICIPALITY in by else []
        id_ = str(self._columns["id"])
        check_ids(file, id_)
        self._read: dict[str, Growing] = {name: Growing() for name in (*wanted, *dated) if name and name != id_}
        self.known = self._people(id_)
        self._told: tuple[Citizens, NDArray[np.int64]] | None = None

    def column(self, what: str) -> Column:
        """What is known of each person: as the file has it, else as the extract has it."""
        name = self._columns.get(what) or found_column(self._file.names, [what])
        if name is not None:
            return self._read[name].whole()
        told, rows = self._from_extract()
        return column_of(told.columns[what]).at(rows)

    def municipalities(self, periods: Sequence[Period]) -> tuple[list[Column], str]:
        """Each person's in each period, and how it was found."""
        dated = {name.lower(): name for name in self._file.names if _is_dated(name)}
        if dated:
            return [self._dated(dated, period) for period in periods], "by_period"
        if self._columns[MUNICIPALITY] is not None:
            return [self.column(MUNICIPALITY)], "one"
        told, rows = self._from_extract()
        return [column_of(one).at(rows) for one in told.municipality], self._extract.municipality

    def _dated(self, dated: Mapping[str, str], period: Period) -> Column:
        """A column of the period, else of its year, else the one without a date."""
        names = (f"{MUNICIPALITY}_{period}".lower(), f"{MUNICIPALITY}_{str(period)[:4]}")
        name = next((dated[one] for one in names if one in dated), self._columns[MUNICIPALITY])
        if name is None:
            return Column([None], np.zeros(self.known.size, dtype=np.int8))
        return self._read[name].whole()

    def _from_extract(self) -> tuple[Citizens, NDArray[np.int64]]:
        """What the extract tells, and the row of each person there."""
        if self._told is None:
            told = self._extract.citizens(self._on.days)
            self._told = told, KnownIds(told.ids).places(self.known.first(self.known.size))
        return self._told

    def _check_by(self, name: str) -> None:
        found = self._columns.get(name) or found_column(self._file.names, [name])
        dated = name == MUNICIPALITY and any(map(_is_dated, self._file.names))
        if found is None and not dated and name not in self._extract.tells:
            known = [one for one in _GROUPED if self._columns[one] or one in self._extract.tells]
            raise RegisterError("register_by", file=self.path, found=name, known=", ".join(known))
        if found is not None and found in (self._columns["id"], self._columns["born"]):
            raise RegisterError("register_by_never", found=name)

    def _people(self, id_: str) -> KnownIds:
        """Who they are; the columns are read on the way, a part of the file at a time, and only numbers kept of them."""
        ids: list[Ids] = []
        missing, has_cpr = 0, False
        batches = self._file.batches([id_, *self._read], _ROWS)
        while some := list(islice(batches, _AT_ONCE)):
            for batch in some:
                found = ids_of(batch.column(id_))
                missing, has_cpr = missing + int((found == b"").sum()), has_cpr or _hold_cpr(found)
                ids.append(found)
            for name, column in self._read.items():
                column.add(column_of(pa.chunked_array([batch.column(name) for batch in some])))
        known = KnownIds(*ids)
        if not known.size:
            raise RegisterError("register_empty", file=self.path)
        if missing:
            raise RegisterError("register_no_id", file=self.path, count=missing)
        if len(known.repeats):
            # The first line is the header, and rows count from one.
            raise RegisterError("register_repeated", file=self.path, count=len(known.repeats), row=int(known.repeats[0]) + 2)
        if has_cpr:
            raise RegisterError("register_cpr", file=self.path, column=id_)
        return known


def _is_dated(name: str) -> bool:
    start, _, rest = name.lower().partition("_")
    return start == MUNICIPALITY and rest[:4].isdecimal() and len(rest) in (4, 6)


def _hold_cpr(ids: Ids) -> bool:
    """Looks at those with enough digits, or with letters beyond ASCII, some of which are digits too."""
    letters = ids.view(np.uint8).reshape(len(ids), -1)
    many = ((letters >= ord("0")) & (letters <= ord("9"))).sum(axis=1) >= _FEWEST_DIGITS
    return any(holds_cpr(one.decode()) for one in ids[many | (letters >= 128).any(axis=1)])


def _field(what: str, column: Column, naming: Naming, unreadable: Counter[str]) -> _Kept:
    read = [day_of(value) if what == "born" else _choice(what, value, naming) for value in column.values]
    counts = np.bincount(column.places, minlength=len(read))
    unknown = sum(int(count) for value, one, count in zip(column.values, read, counts, strict=True) if one is None and not is_empty(value))
    if unknown:
        unreadable[what] = unknown
    numbers = np.array([one or 0 for one in read])
    known = np.array([one is not None for one in read], dtype=np.bool_)[column.places]
    return _Kept(numbers.astype(dtype_of(numbers.max()))[column.places], known, _CHOICES.get(what, ()))


def _choice(what: str, value: Any, naming: Naming) -> int | None:
    word = None if is_empty(value) else naming.words[what].get(plain(value).lower())
    return None if word is None else _CHOICES[what].index(word)


def _texts(what: str, column: Column, naming: Naming) -> tuple[list[str], Places]:
    """The values of a group as they are shown, of those that occur."""
    occurs = np.bincount(column.places, minlength=len(column.values)) > 0
    places = (np.cumsum(occurs) - 1).astype(column.places.dtype)
    return [_group_text(what, column.values[place], naming) for place in np.flatnonzero(occurs)], places[column.places]


def _group_text(what: str, value: Any, naming: Naming) -> str:
    """One value; a municipality without the zeros that some files put in front."""
    if is_empty(value):
        return UNKNOWN
    if what in _CHOICES:
        place = _choice(what, value, naming)
        return UNKNOWN if place is None else _CHOICES[what][place]
    text = plain(value)
    return text.lstrip("0") or UNKNOWN if what == MUNICIPALITY and text.isdecimal() else text
