"""Codes of weeks as the engine reads them: places in a list, what the rulebook does not list counted."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from integrationrules.engine.dense import NOT_OBSERVED
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.ready import ReadyRule

__all__ = ["Codes", "labels_of"]

_UNLISTED = "?"
"""Stands for every code that is not listed; no table lists it, so the engine answers unknown."""
_SHOWN = re.compile(r"[0-9A-Za-z.]{1,4}")


def labels_of(book: Rulebook, rule: ReadyRule) -> tuple[str, ...]:
    """Every code that the tables a rule builds on list; the blank one first."""
    tables = [book.rulesets[name].codes for name in book.closure(rule.id.rpartition(".")[0])]
    listed = {code for table in tables if table is not None for _, codes in table.groups for code, _ in codes}
    return ("", *sorted(listed - {""}))


class Codes:
    """Turns columns of codes into places in `labels`."""

    def __init__(self, listed: Sequence[str], blank: frozenset[str]) -> None:
        self.labels = (*listed, _UNLISTED)
        self.unlisted: Counter[str] = Counter()
        """How many weeks had which code that is not listed; what does not look like a code is counted together, under the empty text."""
        self._places = {label: place for place, label in enumerate(listed)} | dict.fromkeys(blank, 0)

    def of(self, column: Any) -> NDArray[np.uint8]:
        """The place of each row's code."""
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        values = encoded.dictionary.to_pylist()
        texts = [_text(value) for value in values]
        places = np.array([self._places.get(text, len(self.labels) - 1) for text in texts] + [0], dtype=np.uint8)
        indices = np.asarray(encoded.indices.fill_null(len(values)), dtype=np.int64)
        found = places[indices]
        if (found == len(self.labels) - 1).any():
            for place, count in enumerate(np.bincount(indices, minlength=len(values))[:len(values)]):
                if count and places[place] == len(self.labels) - 1:
                    self.unlisted[texts[place] if _SHOWN.fullmatch(texts[place]) else ""] += int(count)
        return found

    def all_of(self, batch: pa.RecordBatch, names: Sequence[str | None]) -> NDArray[np.uint8]:
        """One row a week; a week without a column was not observed."""
        found = np.full((len(names), batch.num_rows), NOT_OBSERVED, dtype=np.uint8)
        for row, name in zip(found, names, strict=True):
            if name is not None:
                row[:] = self.of(batch.column(name))
        return found


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
