"""Units of formulas: products of persons, kroner and times, such as `DKK per person-year`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["BASES", "NUMBER", "Dimension", "dimension"]

BASES: dict[str, str] = {
    "DKK": "DKK", "person": "persons", "year": "years", "month": "months", "week": "weeks", "day": "days", "hour": "hours",
}
"""The one and the many of what is counted and measured."""
_KNOWN = {**{one: one for one in BASES}, **{many: one for one, many in BASES.items()}}
_PLAIN = ("share", "percent", "count")
_OF_PARAMETERS = {"hours_per_week": "hours per week"}


@dataclass(frozen=True, slots=True)
class Dimension:
    """Powers of the bases, in the order of `BASES`; none of them is a bare number."""

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: Dimension) -> Dimension:
        return _made({base: dict(self.powers).get(base, 0) + dict(other.powers).get(base, 0) for base in BASES})

    def __truediv__(self, other: Dimension) -> Dimension:
        return _made({base: dict(self.powers).get(base, 0) - dict(other.powers).get(base, 0) for base in BASES})

    def __str__(self) -> str:
        """As it is written in a model file."""
        above = [base for base, power in self.powers for _ in range(power)]
        below = [base for base, power in self.powers for _ in range(-power)]
        shown = "-".join([*above[:-1], BASES[above[-1]]]) if above else "1" if below else "number"
        return f"{shown} per {'-'.join(below)}" if below else shown


NUMBER = Dimension()


def dimension(text: str) -> Dimension | None:
    """The dimension of a written unit: `persons`, `DKK per person-year`, `share`; None if a word of it is not known."""
    if text in _PLAIN:
        return NUMBER
    above, _, below = _OF_PARAMETERS.get(text, text).partition(" per ")
    powers = dict.fromkeys(BASES, 0)
    for words, sign in ((above, 1), (below, -1)):
        for word in words.split("-") if words else ():
            if word not in _KNOWN:
                return None
            powers[_KNOWN[word]] += sign
    return _made(powers)


def _made(powers: Mapping[str, int]) -> Dimension:
    return Dimension(tuple((base, power) for base, power in powers.items() if power))
