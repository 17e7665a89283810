"""Codes of weeks as the engine reads them: places in a list, what the rulebook does not list counted."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from integrationrules.engine.dense import NOT_OBSERVED, looked_up
from integrationrules.engine.selection import used
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.ready import ReadyRule

__all__ = ["Codes", "dated_of", "labels_of", "precedence_of"]

_UNLISTED = "?"
"""Stands for every code that is not listed; no table lists it, so the engine answers unknown."""
_BYTES = 256
_DECIMAL = re.compile(r"[0-9]+\.0")
"""What programs write for whole numbers in a column that has empty cells."""
_SHOWN = re.compile(r"[0-9A-Za-z.]{1,4}")


def labels_of(book: Rulebook, rule: ReadyRule) -> tuple[str, ...]:
    """Every code that the tables a rule builds on list; the blank one first."""
    tables = [book.rulesets[name].codes for name in book.closure(rule.id.rpartition(".")[0])]
    listed = {code for table in tables if table is not None for _, codes in table.groups for code, _ in codes}
    return ("", *sorted(listed - {""}))


def dated_of(book: Rulebook, rule: ReadyRule) -> dict[str, tuple[int, int]]:
    """The days of the codes that are used on some days only: the first, and the day after the last."""
    tables = [book.rulesets[name].codes for name in book.closure(rule.id.rpartition(".")[0])]
    return {one.code: used(one) for table in tables if table is not None for one in table.dated}


def precedence_of(book: Rulebook, rule: ReadyRule) -> tuple[str, ...]:
    """Codes in the order in which the first stands for a week that has several."""
    tables = [book.rulesets[name].codes for name in book.closure(rule.id.rpartition(".")[0])]
    return tuple(code for table in tables if table is not None for code in table.precedence)


class Codes:
    """Turns columns of codes into places in `labels`."""

    def __init__(self, listed: Sequence[str], blank: frozenset[str], dated: Mapping[str, tuple[int, int]] | None = None) -> None:
        self.labels = (*listed, _UNLISTED)
        self.unlisted: Counter[str] = Counter()
        """How many weeks had which code that is not listed; what does not look like a code is counted together, under the empty text."""
        self._dated = dated or {}
        self._places = {label: place for place, label in enumerate(listed)} | dict.fromkeys(blank, 0)
        self._read: dict[tuple[Any, ...], NDArray[np.uint8]] = {}

    def of(self, column: Any, monday: int | None = None) -> NDArray[np.uint8]:
        """The place of each row's code; in the week of `monday`, a code that is not used in it is not listed."""
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        values = encoded.dictionary.to_pylist()
        places = self._places_of(tuple(values), monday if self._dated else None)
        indices = encoded.indices.fill_null(len(values)) if encoded.null_count else encoded.indices
        rows = indices.to_numpy()
        found = looked_up(rows.astype(np.uint8), places) if len(places) == _BYTES else places.take(rows)
        for place in np.flatnonzero(places[:len(values)] == len(self.labels) - 1):
            if count := int(np.count_nonzero(rows == place)):
                text = _text(values[place])
                self.unlisted[text if _SHOWN.fullmatch(text) else ""] += count
        return found

    def _places_of(self, values: tuple[Any, ...], monday: int | None) -> NDArray[np.uint8]:
        """The place of each value, and of none after the last."""
        if (values, monday) not in self._read:
            places = [self._place(_text(value), monday) for value in values]
            self._read[values, monday] = np.array([*places, 0] + [0] * (_BYTES - 1 - len(places)), dtype=np.uint8)
        return self._read[values, monday]

    def _place(self, text: str, monday: int | None) -> int:
        if monday is not None and text in self._dated:
            start, end = self._dated[text]
            if monday + 7 <= start or monday >= end:
                return len(self.labels) - 1
        return self._places.get(text, len(self.labels) - 1)

    def of_weeks(self, column: Any, mondays: NDArray[np.int64]) -> NDArray[np.uint8]:
        """The place of each row's code, each row of a week of its own."""
        if not self._dated:
            return self.of(column)
        found = np.zeros(len(column), dtype=np.uint8)
        for monday in np.unique(mondays):
            mine = mondays == monday
            found[mine] = self.of(column.filter(pa.array(mine)), int(monday))
        return found

    def all_of(self, batch: pa.RecordBatch, names: Sequence[str | None], first_monday: int) -> NDArray[np.uint8]:
        """One row a week from the first; a week without a column was not observed."""
        found = np.full((len(names), batch.num_rows), NOT_OBSERVED, dtype=np.uint8)
        for place, name in enumerate(names):
            if name is not None:
                found[place] = self.of(batch.column(name), first_monday + 7 * place)
        return found


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).strip()
    return text[:-2] if _DECIMAL.fullmatch(text) else text
