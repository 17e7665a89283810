"""The cumulative net of an investment case as a function of its assumptions, for many values of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

import numpy as np

from integrationrules.economics.cashflow import FloatArray
from integrationrules.economics.ranges import Range

from .model import Amount, InvestmentCase

__all__ = ["Sums"]


@dataclass(frozen=True, slots=True)
class Sums:
    """A case whose spans are divided evenly, or left open."""

    case: InvestmentCase
    split: str

    @property
    def settled(self) -> frozenset[int]:
        """Years at whose end nothing is open: no amount so far lies between bounds, and no undivided span runs on."""
        amounts = [one for line in self.case.lines for one in line.amounts]
        return frozenset(year for year in self.case.years if not any(self._open(one, year) for one in amounts))

    def _open(self, amount: Amount, year: int) -> bool:
        return year >= amount.first and (not amount.value.exact or (self.split != "even" and year < amount.last))

    def cumulative(self, inputs: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
        """At the end of each year, the `least` and the `most` it may be; years by draws."""
        case, settled = self.case, self.settled
        values: dict[str, FloatArray] = {one.name: np.asarray(float(one.value)) for one in case.assumptions} | dict(inputs)
        count, years = len(next(iter(inputs.values()))), list(case.years)
        least = np.zeros((len(years), count))
        most = least if len(settled) == len(years) else np.zeros_like(least)
        for line in case.lines:
            factor = prod((values[name] for name in line.times), start=np.asarray(float(line.sign)))
            for one in line.amounts:
                for year, low, high in self._falling(one, *_ends(one.value, factor)):
                    least[year - years[0]] += low
                    if most is not least:
                        most[year - years[0]] += high
        np.cumsum(least, axis=0, out=least)
        if most is not least:
            np.cumsum(most, axis=0, out=most)
            # The two were added up along different ways; where nothing is open they are one number.
            for year in settled:
                most[year - years[0]] = least[year - years[0]]
        return {"least": least, "most": most}

    def _falling(self, amount: Amount, low: FloatArray, high: FloatArray) -> Iterator[tuple[int, FloatArray, FloatArray]]:
        """What comes in which year: of an open span the lower end as early as it lowers the sums and else as late as may be, the upper end likewise."""
        count = len(amount.years)
        if count == 1:
            yield amount.first, low, high
        elif self.split == "even":
            yield from ((year, low / count, high / count) for year in amount.years)
        else:
            below, above = np.minimum(low, 0.0), np.maximum(high, 0.0)
            yield amount.first, below, above
            yield amount.last, low - below, high - above


def _ends(value: Range, factor: FloatArray) -> tuple[FloatArray, FloatArray]:
    one = float(value.least) * factor
    if value.exact:
        return one, one
    other = float(value.most) * factor
    return np.minimum(one, other), np.maximum(one, other)
