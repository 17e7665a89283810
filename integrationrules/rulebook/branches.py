"""Conditions that are never met, cases that are never reached, and exceptions that meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from .cells import Atom, Cell, Cells, holds, tree_of, unnamed
from .diagnostics import Diagnostics, Mark
from .model import Parameter
from .noted import Branching, Conjunction, Noted
from .terms import DATE, Term
from .units import SCALE

__all__ = ["check_branches"]

LONGEST = 60
"""Characters of a condition that are repeated in a message."""
EPOCH = date(1970, 1, 1).toordinal()
"""Days of parameters are counted from here."""


def check_branches(noted: Noted, parameters: Iterable[Parameter], problems: Diagnostics) -> None:
    """Says which conditions and cases are never met whatever the facts; of what is not understood it says nothing.

    What is never met is so whatever values parameters have; exceptions meet if they do with those that hold until further notice.
    """
    given = {one.id: value + (EPOCH if one.unit == "date" else 0) for one in parameters
             if one.values[-1].end is None and isinstance(value := one.values[-1].value, int)}
    told: list[Mark] = []
    for mark, one in sorted(noted.conjunctions.items(), key=lambda found: found[0].length):
        if _is_never(one.term) and not any(_within(inner, mark) for inner in told):
            told.append(mark)
            problems.add("IR304", mark, why=_why(one))
    for branching in noted.branchings.values():
        _Branches(branching, given, problems).check()


def _is_never(term: Term) -> bool:
    tree = tree_of(term)
    return Cells([tree]).every(lambda cell: not holds(tree, cell))


def _within(inner: Mark, outer: Mark) -> bool:
    return (inner.path, inner.line) == (outer.path, outer.line) and outer.column <= inner.column < outer.column + outer.length


def _why(found: Conjunction) -> str:
    for place, (mark, term) in enumerate(found.parts):
        for other, second in found.parts[place + 1:]:
            trees = tree_of(term), tree_of(second)
            if mark != other and Cells(trees).every(lambda cell, trees=trees: not all(holds(tree, cell) for tree in trees)):  # type: ignore[misc]
                return f"{_written(mark)} and {_written(other)} exclude each other"
    return "there is no such value"


class _Branches:
    def __init__(self, branching: Branching, given: Mapping[str, int], problems: Diagnostics) -> None:
        self.branching, self.given, self.problems = branching, given, problems
        self.marks = [mark for mark, _ in branching.conditions]
        self.trees = [tree_of(term) for _, term in branching.conditions]
        cells = list(Cells(self.trees))
        self.all = frozenset(range(len(cells)))
        self.met = [frozenset(place for place, cell in enumerate(cells) if holds(tree, cell)) for tree in self.trees]
        """The cells in which each case is met; none are looked at where there are too many."""

    def check(self) -> None:
        """Each case against those before it, then the rest, then the outcomes of cases that meet."""
        if not self.all:
            return
        dead: set[int] = set()
        taken: frozenset[int] = frozenset()
        for place, met in enumerate(self.met):
            if met <= taken:
                dead.add(place)
                if met:                  # else told where the condition stands
                    self.problems.add("IR303", self.marks[place], before=self._before(place))
            taken |= met
        if taken == self.all:
            what = "the rule's own answer" if self.branching.outcomes else "`else`"
            self.problems.add("IR305", self.branching.otherwise, what=what)
        for place in range(len(self.branching.outcomes)):
            for earlier in range(place):
                if not {place, earlier} & dead and self.branching.outcomes[earlier] is not self.branching.outcomes[place]:
                    self._meet(earlier, place)

    def _before(self, place: int) -> str:
        """What takes all that a case would take: one before it, or all of them together."""
        for mark, met in zip(self.marks[:place], self.met, strict=False):
            if self.met[place] <= met:
                return f"{_written(mark)} {mark.seen_from(self.marks[place].path)} takes"
        return "the cases before it together take"

    def _meet(self, earlier: int, place: int) -> None:
        first, second = (tree_of(self.branching.conditions[one][1], self.given) for one in (earlier, place))
        cells = Cells([first, second])
        both = [cell for cell in cells if holds(first, cell) and holds(second, cell)]
        example = ""
        if both and _is_free(cells.atoms):
            example = _shown(min(both, key=lambda cell: sum(value is None for value in cell.values())), cells.atoms)
        elif self.met[earlier] < self.met[place]:
            example = "whenever the first is"
        if example:
            mark = self.marks[earlier]
            where = f"{_written(mark)} {mark.seen_from(self.marks[place].path)}"
            self.problems.add("IR306", self.marks[place], first=where, example=example)


def _is_free(atoms: Iterable[Atom]) -> bool:
    """Whether the values can take every combination: there is one, or no two hang on the same input."""
    values = {atom.about: atom for atom in atoms}
    if any(atom.test == "true" for atom in values.values()):
        return False
    seen: set[Term] = set()
    for atom in values.values() if len(values) > 1 else ():
        inputs = {leaf for term in atom.shown for leaf in term.walk() if not leaf.arguments and leaf.operation not in ("number", "option", "constant")}
        if not inputs or inputs & seen:
            return False
        seen |= inputs
    return True


def _shown(cell: Cell, atoms: Iterable[Atom]) -> str:
    """The values of a cell, as an author would write them."""
    shown = {atom.about: atom.shown for atom in atoms}
    return "for example where " + " and ".join(
        _order(about, shown[about], sample) if isinstance(about, tuple) else _value(shown[about], sample) for about, sample in cell.items())


def _order(about: tuple[Term, Term], terms: tuple[Term, ...], sample: float | str | None) -> str:
    left, right = map(_name, terms)
    if not isinstance(sample, int):
        return f"{left} or {right} is none"
    sign = sample if about[0] is unnamed(terms[0]) else -sample
    return f"{left} {'<' if sign < 0 else '>' if sign > 0 else '=='} {right}"


def _value(terms: tuple[Term, ...], sample: float | str | None) -> str:
    name, type_ = _name(terms[0]), terms[0].type
    if sample is None or isinstance(sample, str):
        return f"{name} == {sample or 'none'}"
    if type_.kind == "option":
        return f"{name} == {type_.options[int(sample)]}"
    return f"{name} == {date.fromordinal(int(sample)) if type_ == DATE else format(sample / SCALE.get(type_.unit, 1), 'g')}"


def _name(term: Term) -> str:
    if term.operation == "named":
        return str(term.detail[0]).rpartition(".")[2]
    return _written(term.mark).strip("'")


def _written(mark: Mark) -> str:
    text = mark.source[mark.column - 1:mark.column - 1 + mark.length]
    return f"'{text if len(text) <= LONGEST else text[:LONGEST - 3] + '...'}'"
