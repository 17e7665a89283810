"""What the sentences of checks are filled with: values that know how they are to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from integrationrules.economics.ranges import Range, plain

__all__ = ["Kroner", "Money", "Number", "Parts", "Share", "Word", "Years", "money"]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the unit of the case; `signed` ones show a plus."""

    value: Range
    signed: bool = False
    about: bool = False
    """Whether it rests on a figure that its source calls an approximate one."""

    def as_json(self) -> Any:
        """As in the result."""
        return self.value.as_json()


@dataclass(frozen=True, slots=True)
class Parts:
    """Amounts in the unit of the case that are added up, those with a negative sign subtracted."""

    values: tuple[tuple[int, Range], ...]

    def as_json(self) -> Any:
        """As in the result: signed amounts."""
        return [(value if sign > 0 else -value).as_json() for sign, value in self.values]


@dataclass(frozen=True, slots=True)
class Kroner:
    """An amount in kroner, whatever the unit of the case."""

    value: Range

    def as_json(self) -> Any:
        """As in the result."""
        return self.value.as_json()


@dataclass(frozen=True, slots=True)
class Share:
    """A share of one, shown in percent."""

    value: Decimal
    about: bool = False

    def as_json(self) -> Any:
        """As in the result."""
        return plain(self.value)


@dataclass(frozen=True, slots=True)
class Number:
    """A ratio or a count; `decimals` are shown."""

    value: Range
    decimals: int = 2

    def as_json(self) -> Any:
        """As in the result."""
        return self.value.as_json()


@dataclass(frozen=True, slots=True)
class Word:
    """One of the words of a case file: a kind, payer, area, status or treatment."""

    value: str

    def as_json(self) -> Any:
        """As in the result."""
        return self.value


@dataclass(frozen=True, slots=True)
class Years:
    """From a first through a last year, which may be the same."""

    first: int
    last: int

    def as_json(self) -> Any:
        """As in the result."""
        return [self.first, self.last]


def money(value: Decimal | int, signed: bool = False, about: bool = False) -> Money:
    """One exact amount."""
    return Money(Range.of(value), signed, about)
