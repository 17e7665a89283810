"""What is told of citizens: the extract, the people file, the same weeks as a long table, and what was behind them as flat spells."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from .citizens import FIRST, ORIGINS, SEXES, Citizens, Numbers, World, mondays

__all__ = ["extract", "people_file", "spells", "weeks"]

_INDUSTRIES = ("107120", "471120", "561010", "812100", "881030", "493200")


def extract(world: World, people: Citizens) -> pa.Table:
    """Wide, one row a person: `lobenr`, `y_YYWW` and, where the world has details, `kon`, `nykomYYYY` and `branche_YYYY_MM`."""
    rows = people.has_row
    columns: dict[str, Any] = {"lobenr": pa.array(people.ids[rows])}
    if world.has_details:
        columns["kon"] = _texts(people.sex[rows], ("1", "2"))
        for year, home in enumerate(people.homes, FIRST.year):
            columns[f"nykom{year}"] = _homes(home[rows])
    for week, monday in enumerate(mondays()):
        if world.is_delivered()[week]:
            columns[f"{monday:y_%g%V}"] = _texts(people.written[week, rows], world.codes)
    if world.has_details:
        columns |= _industries(world, people)
    return pa.table(columns)


def people_file(people: Citizens) -> pa.Table:
    """Whom to measure: `id`, `born`, `sex`, `origin`, `municipality` (that of the last year)."""
    rows = people.is_asked
    born = np.where(people.has_birthday, np.datetime_as_string(people.born, unit="D"), "")
    return pa.table({
        "id": pa.array(people.ids[rows]),
        "born": pa.array(born[rows]),
        "sex": _texts(people.sex[rows], SEXES),
        "origin": _texts(people.origin[rows], ORIGINS),
        "municipality": _homes(people.homes[-1][rows]),
    })


def weeks(world: World, people: Citizens) -> pa.Table:
    """Long, one row a person and week that has a code: `lobenr`, `week` (`2018-W40`), `code`."""
    codes, is_blank = np.array(world.codes), np.array([code == "" for code in world.codes])
    told = ~is_blank[people.written] & people.has_row & world.is_delivered()[:, None]
    person, week = np.nonzero(told.T)
    names = np.array([f"{monday:%G-W%V}" for monday in mondays()])
    return pa.table({"lobenr": pa.array(people.ids[person]), "week": pa.array(names[week]), "code": pa.array(codes[people.written[week, person]])})


def spells(world: World, people: Citizens) -> pa.Table:
    """Flat facts of everybody, as they were: `id`, `kind`, `type`, `support`, `from` and `to`, which is the Monday after the last week.

    Weeks away, and all after death, are spells abroad.
    """
    places: dict[tuple[str, str], list[int]] = {}
    for place, state in enumerate(world.states.values()):
        for fact in state.facts:
            places.setdefault(fact, []).append(place)
    found = [(fact, _stretches(np.isin(people.true, some))) for fact, some in places.items()]
    which = np.concatenate([np.full(len(person), number) for number, (_, (person, _, _)) in enumerate(found)])
    person, first, end = (np.concatenate([stretch[column] for _, stretch in found]) for column in range(3))
    order = np.lexsort((which, first, person))
    days = np.array([*mondays(), mondays()[-1] + timedelta(weeks=1)], dtype="datetime64[D]")
    names = [name for name, _ in found]
    return pa.table({
        "id": pa.array(people.ids[person[order]]),
        "kind": _texts(which[order], [kind for kind, _ in names]),
        "type": _texts(which[order], ["" if kind == "education" else type_ for kind, type_ in names]),
        "support": _texts(which[order], [type_ if kind == "education" else "" for kind, type_ in names]),
        "from": pa.array(days[first[order]]), "to": pa.array(days[end[order]]),
    })


def _stretches(holds: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Person, first week and the week after the last of everything that holds on end."""
    edge = np.zeros((holds.shape[1], 1), dtype=np.bool_)
    changes = np.diff(np.hstack([edge, holds.T, edge]).astype(np.int8), axis=1)
    (person, first), (_, end) = np.nonzero(changes == 1), np.nonzero(changes == -1)
    return person, first, end


def _industries(world: World, people: Citizens) -> dict[str, Any]:
    """Of each month, by the Thursdays of its weeks: the industry of who worked in it."""
    months: dict[str, list[int]] = {}
    for week, monday in enumerate(mondays()):
        months.setdefault(f"branche_{monday + timedelta(days=3):%Y_%m}", []).append(week)
    industry = np.array([int(one.lstrip("L")) for one in people.ids[people.has_row]], dtype=np.int64) % len(_INDUSTRIES)
    works = people.true[:, people.has_row] == world.names.index("work")
    return {name: _texts(np.where(works[some].any(axis=0), industry + 1, 0), ("", *_INDUSTRIES)) for name, some in months.items()}


def _homes(codes: Numbers) -> Any:
    distinct = np.unique(codes)
    return _texts(np.searchsorted(distinct, codes), [str(code) if code else "" for code in distinct])


def _texts(places: Numbers, texts: Any) -> Any:
    """Texts by their places; the same text may stand at several."""
    distinct = list(dict.fromkeys(texts))
    place_of = np.array([distinct.index(text) for text in texts], dtype=np.int8)
    return pa.DictionaryArray.from_arrays(pa.array(place_of[places]), pa.array(distinct)).cast(pa.string())
