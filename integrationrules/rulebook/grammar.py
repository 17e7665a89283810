"""What may be written in a rule file: the shapes, and the parts with their keys.

The readers take their keys from here, and so does the JSON Schema for editors (`integrationrules.schema`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

__all__ = ["Depends", "Either", "Key", "ListOf", "Named", "Names", "Part", "Scalar", "Shape", "Words"]


class Scalar(Enum):
    """A single value; a formula may also be a mapping, which holds formulas."""

    WORD = "word"
    NAME = "name"
    """A name of the rule language that is none of its words, and not `today`."""
    TEXT = "text"
    EXPRESSION = "expression"
    FORMULA = "formula"
    DATE = "date"
    FLAG = "flag"
    AMOUNT = "amount"
    ANYTHING = "anything"


class Names(Enum):
    """Which names a section takes."""

    ANY = "any"
    OWN = "own"
    """Names of the rule language that are none of its words."""
    RULES = "rules"
    """The same, and the units of time."""


@dataclass(frozen=True, slots=True)
class Words:
    """One of some words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list with at least so many items."""

    of: Shape
    least: int = 0
    holds: Part | None = None
    """A part that is among the items."""


@dataclass(frozen=True, slots=True)
class Either:
    """One of several shapes."""

    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A section: names, and what stands under each of them. A section that may be `empty` may have nothing behind its colon."""

    of: Shape
    names: Names = Names.ANY
    only: tuple[str, ...] = ()
    """The names there can be, where they are fixed."""
    empty: bool = True
    one: bool = False
    """Exactly one name."""


@dataclass(frozen=True, slots=True)
class Depends:
    """One shape where another key of the same part is there, else the other."""

    on: str
    there: Shape
    absent: Shape


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a part and what stands under it."""

    name: str
    shape: Shape
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A mapping with these keys and, unless it is open, no others."""

    name: str
    keys: tuple[Key, ...]
    any_of: tuple[str, ...] = ()
    """At least one of these keys is there."""
    one_of: tuple[str, ...] = ()
    """Exactly one of these keys is there."""
    not_both: tuple[str, ...] = ()
    """At most one of these keys is there."""
    goes_with: tuple[tuple[str, str], ...] = ()
    """Keys that are only there with another."""
    open: Named | None = None
    """Which other keys there may be, and what stands under them; None where there are no others."""
    names: tuple[str, ...] = field(init=False)
    """Its keys, in the order in which they are told."""
    needed: tuple[str, ...] = field(init=False)
    """The keys that must be there."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(key.name for key in self.keys))
        object.__setattr__(self, "needed", tuple(key.name for key in self.keys if key.needed))


Shape = Scalar | Words | ListOf | Either | Named | Depends | Part
