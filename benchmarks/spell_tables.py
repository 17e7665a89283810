"""The invented register of flat spells as tables that DuckDB holds in memory, typed as small as they can be."""

from __future__ import annotations

from collections.abc import Collection

import duckdb
import numpy as np
from numpy.typing import NDArray

from .bonus_population import BASES, BENEFITS, JOBS, LEAVES, ORIGINS, SUPPORTS, Days, Register

__all__ = ["tables"]

_STOP = 'case when "end" >= 0 then date \'1970-01-01\' + "end"::int end as stop'


def tables(register: Register, wanted: Collection[str], threads: int) -> duckdb.DuckDBPyConnection:
    """A connection that holds the people and the wanted kinds of facts: `stop` is the day after the last, null while a spell lasts."""
    connection = duckdb.connect(":memory:", config={"threads": threads})
    # What comes out is not read in order, so it need not be put in order.
    connection.execute("set preserve_insertion_order = false")
    _table(connection, "person", {"citizen": np.arange(len(register.born)), "born": register.born, "origin": register.origin, "seen": register.observed_from},
           f"citizen, {_day('born')} as born, {_word('origin', ORIGINS)} as origin, {_day('seen')} as seen")
    for kind in wanted:
        _table(connection, kind, register.facts[kind], _SELECTED[kind])
    return connection


def _table(connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, Days], selected: str) -> None:
    small: dict[str, NDArray[np.int32]] = {column: values.astype(np.int32) for column, values in columns.items()}
    connection.register("raw", small)
    connection.execute(f"create table {name} as select {selected} from raw")
    connection.unregister("raw")


def _day(column: str) -> str:
    return f"date '1970-01-01' + \"{column}\"::int"


def _word(column: str, words: tuple[str, ...]) -> str:
    # What nobody stated is before the first word, and a list has nothing there.
    return f"({list(words)})[{column} + 1]::enum{words}"


_SPELL = f"citizen, {_day('start')} as start, {_STOP}"
_SELECTED = {
    "residence_permit": f"citizen, {_day('start')} as start, {_word('basis', BASES)} as basis",
    "responsibility": f"citizen, {_day('start')} as start",
    "contract": f"citizen, {_day('start')} as signed",
    "employment": f"{_SPELL}, nullif(hours, -1)::smallint as hours, {_word('type', JOBS)} as type",
    "benefit": f"{_SPELL}, {_word('type', BENEFITS)} as type",
    "education": f"{_SPELL}, {_word('support', SUPPORTS)} as support",
    "leave": f"{_SPELL}, {_word('type', LEAVES)} as type",
    "abroad": _SPELL,
}
