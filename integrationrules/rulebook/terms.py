"""Typed terms: what an expression means once every name is looked up. Equal terms are one object."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from .diagnostics import Mark

__all__ = ["DATE", "NOTHING", "TRUTH", "WEEKS", "Term", "TermTable", "Type", "number", "option"]


@dataclass(frozen=True, slots=True)
class Type:
    """What kind of value a term has; numbers carry a unit, options their words."""

    kind: Literal["truth", "weeks", "facts", "record", "number", "date", "option", "text", "code", "nothing", "span", "candidate", "payment"]
    unit: str = ""
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        words = {"truth": "a condition", "weeks": "a set of weeks", "facts": "facts", "record": "a single fact", "date": "a date",
                 "option": "a choice of words", "text": "a text", "code": "a code", "nothing": "nothing", "span": "a span of days",
                 "candidate": "a candidate", "payment": "a payment"}
        if self.kind == "number":
            return f"a number of {self.unit}" if self.unit else "a plain number"
        return words[self.kind]


TRUTH, WEEKS, DATE, NOTHING = Type("truth"), Type("weeks"), Type("date"), Type("nothing")


def number(unit: str) -> Type:
    """A number with a unit; without one it takes the unit of what it meets."""
    return Type("number", unit)


def option(words: tuple[str, ...]) -> Type:
    """One of some words."""
    return Type("option", "", words)


_NOTHING_FREE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One node: an operation, its arguments, and what else it needs (`detail`). Compared by identity."""

    operation: str
    type: Type
    arguments: tuple[Term, ...] = ()
    detail: Any = None
    mark: Mark = field(default=Mark("", 0, 0), repr=False)
    depth: int = field(init=False, repr=False)
    """How many terms stand on each other."""
    free: frozenset[str] = field(init=False, repr=False)
    """Ids of the candidates it speaks of: it has a value for each of them, not one for the citizen."""
    _operations: frozenset[str] | None = field(init=False, repr=False, default=None)

    def __post_init__(self) -> None:
        depth, free = 1, _NOTHING_FREE
        for argument in self.arguments:
            depth = max(depth, argument.depth + 1)
            if argument.free and not argument.free <= free:
                free = free | argument.free
        if self.operation == "candidate":
            free = frozenset((str(self.detail),))
        elif self.operation in ("payment", "any"):
            free -= {self.detail[1]}
        object.__setattr__(self, "depth", depth)
        object.__setattr__(self, "free", free)

    @property
    def operations(self) -> frozenset[str]:
        """Its own operation and all below it."""
        if self._operations is None:
            object.__setattr__(self, "_operations", frozenset((self.operation,)).union(*(argument.operations for argument in self.arguments)))
        assert self._operations is not None
        return self._operations

    def walk(self) -> Iterator[Term]:
        """This term and everything below it, each once, arguments first."""
        seen: set[int] = set()
        stack: list[tuple[Term, bool]] = [(self, False)]
        while stack:
            term, ready = stack.pop()
            if ready:
                yield term
            elif id(term) not in seen:
                seen.add(id(term))
                stack.append((term, True))
                stack.extend((argument, False) for argument in reversed(term.arguments))


class TermTable:
    """Makes terms so that equal ones are the same object: what two rules share is computed once."""

    def __init__(self) -> None:
        self._terms: dict[tuple[Hashable, ...], Term] = {}

    def make(self, operation: str, type_: Type, arguments: tuple[Term, ...] = (), detail: Hashable = None, mark: Mark | None = None) -> Term:
        """The term; the first place it was written is the place it keeps."""
        key = (operation, type_, tuple(map(id, arguments)), detail)
        found = self._terms.get(key)
        if found is None:
            found = Term(operation, type_, arguments, detail, mark or Mark("", 0, 0))
            self._terms[key] = found
        return found
