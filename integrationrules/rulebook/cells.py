"""Conditions over cells: the values they ask about, cut where a comparison cuts them, so that each cell decides each condition.

What is not a comparison with something fixed is a truth of its own, free to be either: nothing is concluded from what is not understood.
A value that does not exist is a cell too, in which no comparison holds.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from .terms import DATE, Term

__all__ = ["Atom", "Cell", "Cells", "Tree", "holds", "tree_of", "unnamed"]

MOST = 4096
"""Cells looked at; with more nothing is concluded."""
LARGEST = 200
"""Parts of a condition that is looked into; one with more is one test."""

Sample = float | str | None
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq,
}
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}
_WHOLE = ("days", "weeks", "months", "years", "persons", "count")
_LIMITS: dict[str, tuple[float, float]] = {
    "count_weeks": (0, 14), **dict.fromkeys(("count_facts", "count_span", "longest", "tally"), (0, float("inf"))),
}
"""A quarter has 12 to 14 weeks; nothing is counted below 0."""
_THERE = frozenset({"assumption", "citizen", "on", "law_date", "quarter", "week", "count_weeks", "number", "option"})
_THERE_IF = frozenset({"age", "elapsed", "after", "next_start", "end_of", "monday", "working_day", "year_after", "date_in"})


@dataclass(frozen=True, slots=True)
class Atom:
    """A test of one value: compared with a number, among words, there at all, or true."""

    about: Hashable
    """The value; two values whose order is asked about; or the name of a fact's field."""
    test: str
    against: float | frozenset[int] | frozenset[str] = 0
    shown: tuple[Term, ...] = ()
    """The values as they were written."""

    def holds(self, sample: Sample) -> bool:
        """Whether the test holds of a value; of none it does not."""
        if sample is None or isinstance(self.against, frozenset):
            return sample is not None and sample in self.against  # type: ignore[operator]
        if self.test in _COMPARE:
            return not isinstance(sample, str) and _COMPARE[self.test](sample, self.against)
        return bool(sample) if self.test == "true" else True


@dataclass(frozen=True, slots=True)
class Tree:
    """A condition: `and`, `or`, `not` and `choose` over tests and constants."""

    operation: str
    parts: tuple[Tree | Atom | bool, ...]

    def atoms(self) -> Iterator[Atom]:
        """Every test in it."""
        for part in self.parts:
            if isinstance(part, Tree):
                yield from part.atoms()
            elif isinstance(part, Atom):
                yield part


Cell = dict[Hashable, Sample]


def holds(tree: Tree | Atom | bool, cell: Cell) -> bool:
    """Whether a condition holds in a cell."""
    if isinstance(tree, bool):
        return tree
    if isinstance(tree, Atom):
        return tree.holds(cell[tree.about])
    match tree.operation:
        case "and":
            return all(holds(part, cell) for part in tree.parts)
        case "or":
            return any(holds(part, cell) for part in tree.parts)
        case "not":
            return not holds(tree.parts[0], cell)
    *pairs, otherwise = tree.parts
    chosen = (then for condition, then in zip(pairs[::2], pairs[1::2], strict=True) if holds(condition, cell))
    return holds(next(chosen, otherwise), cell)


class Cells:
    """The cells of some conditions; none if there are too many."""

    def __init__(self, trees: Iterable[Tree]) -> None:
        self.atoms = tuple(dict.fromkeys(atom for tree in trees for atom in tree.atoms()))
        asked: dict[Hashable, list[Atom]] = {}
        for atom in self.atoms:
            asked.setdefault(atom.about, []).append(atom)
        self._samples = {about: _samples(about, tests) for about, tests in asked.items()}
        size = 1
        for samples in self._samples.values():
            size *= len(samples)
        self.too_many = size > MOST

    def __iter__(self) -> Iterator[Cell]:
        if not self.too_many:
            for values in itertools.product(*self._samples.values()):
                yield dict(zip(self._samples, values, strict=True))

    def every(self, claim: Callable[[Cell], bool]) -> bool:
        """Whether something can be said of every cell."""
        return not self.too_many and all(claim(cell) for cell in self)


def unnamed(term: Term) -> Term:
    """What stands behind names."""
    while term.operation == "named":
        term = term.arguments[0]
    return term


def tree_of(term: Term, given: Mapping[str, int] = MappingProxyType({})) -> Tree:
    """A condition as tests. `given` are values of parameters, by id; without them a parameter may have any.

    `unknown` is met or not anew each time, so what holds it is one test that no other is.
    """
    if "unknown" in term.operations:
        return Tree("and", (Atom(object(), "true"),))
    reader = _Reader(given)
    found = reader.part(term)
    if reader.seen > LARGEST:
        found = Atom(unnamed(term), "true")
    return found if isinstance(found, Tree) else Tree("and", (found,))


class _Reader:
    def __init__(self, given: Mapping[str, int]) -> None:
        self.given = given
        self.seen = 0

    def part(self, named: Term) -> Tree | Atom | bool:
        """One part of a condition; where measures build on each other there may be very many, and the rest is left as it is."""
        term = unnamed(named)
        self.seen += 1
        match term.operation:
            case "and" | "or" | "not" if self.seen <= LARGEST:
                return Tree(term.operation, tuple(map(self.part, term.arguments)))
            case "choose" if term.type.kind in ("truth", "weeks") and self.seen <= LARGEST:
                return Tree("choose", tuple(map(self.part, term.arguments)))
            case "constant":
                return bool(term.detail)
            case "compare":
                return self.comparison(term)
            case "in":
                return Atom(unnamed(term.arguments[0]), "in", frozenset(term.detail), term.arguments)
            case "call" if term.detail[0] == "exists" and term.arguments[0].type.kind in ("number", "date", "option"):
                return Atom(unnamed(term.arguments[0]), "exists", 0, term.arguments)
            case "fact_word":
                name, words = term.detail
                return Atom(name, "in", frozenset(words))
        return Atom(term, "true", 0, (named,))

    def comparison(self, term: Term) -> Atom | bool:
        """One value against what is written out, or two against each other."""
        left, right = term.arguments
        fixed, limit = self.fixed(unnamed(left)), self.fixed(unnamed(right))
        if fixed is not None and limit is not None:
            return _COMPARE[term.detail](fixed, limit)
        if limit is not None:
            return Atom(unnamed(left), term.detail, limit, (left,))
        if fixed is not None:
            return Atom(unnamed(right), _FLIPPED[term.detail], fixed, (right,))
        pair = unnamed(left), unnamed(right)
        # `x < y` and `y > x` are one question: the one that stands first in the files comes first.
        if _place(pair[0]) > _place(pair[1]):
            return Atom(pair[::-1], _FLIPPED[term.detail], 0, (left, right))
        return Atom(pair, term.detail, 0, (left, right))

    def fixed(self, term: Term) -> int | None:
        """A number in its unit's smallest part, the place of a word, or the ordinal of a day, where it is written out or given."""
        match term.operation:
            case "number":
                return int(term.detail) if term.detail == int(term.detail) else None
            case "option":
                return int(term.detail)
            case "parameter":
                return self.given.get(term.detail)
            case "times" | "floor_divide" | "negative":
                inner = self.fixed(unnamed(term.arguments[0]))
                if inner is None:
                    return None
                return inner * term.detail if term.operation == "times" else inner // term.detail if term.operation == "floor_divide" else -inner
            case "call" if term.detail[0] == "date_in":
                parts = [self.fixed(unnamed(part)) for part in term.arguments]
                try:
                    return date(*(part for part in parts if part is not None)).toordinal() if None not in parts else None
                except (ValueError, OverflowError):
                    return None
        return None


def _place(term: Term) -> tuple[str, int, int, str]:
    return term.mark.path, term.mark.line, term.mark.column, f"{term.operation} {term.detail}"


def _samples(about: Hashable, tests: list[Atom]) -> list[Sample]:
    """One value of each piece that the tests cut, and none where there may be no value."""
    if isinstance(about, str):
        return [*sorted({word for test in tests if isinstance(test.against, frozenset) for word in map(str, test.against)}), "another word"]
    if isinstance(about, tuple):
        return [-1, 0, 1] if all(map(_is_there, about)) else [-1, 0, 1, None]
    if not isinstance(about, Term) or about.type.kind not in ("number", "date", "option"):
        return [True, False]                # most conditions are met where all is: found at once
    nothing: list[Sample] = [] if _is_there(about) else [None]
    if about.type.kind == "option":
        return [*range(len(about.type.options)), *nothing]
    limits = sorted({test.against for test in tests if not isinstance(test.against, frozenset) and test.test in _COMPARE}) or [0]
    whole = about.type == DATE or about.type.unit in _WHOLE
    between = [(low + high) / 2 for low, high in itertools.pairwise(limits)] if not whole else [limit + step for limit in limits for step in (-1, 1)]
    least, greatest = _LIMITS.get(about.operation, (float("-inf"), float("inf")))
    pieces = sorted({limits[0] - 1, *limits, *between, limits[-1] + 1})
    return [*(value for value in pieces if least <= value <= greatest), *nothing]


def _is_there(term: Term) -> bool:
    """Whether there is always such a value, known or not."""
    term = unnamed(term)
    if term.operation == "call" and term.detail[0] not in _THERE_IF:
        return False
    if term.operation in ("call", "add", "subtract", "times", "floor_divide", "negative"):
        return all(map(_is_there, term.arguments))
    return term.operation in _THERE
