"""Formulas of a model as formulas of a worksheet: one cell for every member of the axes along which a formula differs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import product
from types import MappingProxyType

from integrationrules.economics.formulas.calendar import Period
from integrationrules.rulebook.models import terms as t
from integrationrules.rulebook.models.load import Model
from integrationrules.rulebook.models.named import YEAR

from .cell import Cell
from .expression import Call, Expression, Literal, Operation, plus, when
from .unknowns import UNKNOWN, Unknowns

__all__ = ["Members", "Translation"]

Members = tuple[int, ...]
"""The place along each axis of a term, in the order of its axes."""
_SIGNS: Mapping[str, str] = MappingProxyType({"==": "=", "!=": "<>"})


class Translation:
    """The cells of every formula of a model over some periods.

    `inputs` are the cells of what was given, by name and members; `values` those of the dated values, by parameter,
    key or first number of a band (empty for a single one) and period.
    """

    def __init__(self, model: Model, periods: Sequence[Period], inputs: Mapping[str, Mapping[Members, Cell]],
                 values: Mapping[tuple[str, str, int], Cell], bands: Mapping[tuple[str, int], Sequence[tuple[int, int, Cell]]]) -> None:
        self.model, self.periods, self.inputs, self.values, self.bands = model, tuple(periods), inputs, values, bands
        self.unknowns = Unknowns()
        self.formulas: dict[str, dict[Members, Cell]] = {}
        """The cells of each named formula."""
        self.steps: dict[t.Term, dict[Members, Cell]] = {}
        """Cells for parts of formulas that are added up, and have no name of their own."""
        for name, term in model.formulas.items():
            self.formulas[name] = self.cells(term)

    def cells(self, term: t.Term) -> dict[Members, Cell]:
        """A cell for every member of the axes of a term."""
        return {members: Cell(self.at(term, dict(zip(term.axes, members, strict=True))), "exact") for members in self.members(term.axes)}

    def members(self, axes: Sequence[str]) -> Iterator[Members]:
        """Every place along the axes."""
        return product(*(range(self.size(axis)) for axis in axes))

    def size(self, axis: str) -> int:
        """How many members an axis has."""
        return len(self.periods) if axis == YEAR else len(self.model.axes[axis].members)

    def at(self, term: t.Term, place: Mapping[str, int]) -> Expression:
        """The formula of one cell of a term."""
        match term:
            case t.Fixed(value=value):
                return UNKNOWN if math.isnan(value) else Literal(value)
            case t.Quantity(name=name, kind=kind, axes=axes):
                cells = self.formulas[name] if kind == "formula" else self.inputs[name]
                return cells[_members(axes, place)]
            case t.Index(name=name):
                return Literal(self._number(name, place))
            case t.Looked():
                return self._looked(term, place)
            case t.Binary(operator="*", left=left, right=right):
                return self.unknowns.product(self.at(left, place), self.at(right, place))
            case t.Binary(operator=operator, left=left, right=right):
                return Operation(operator, self.at(left, place), self.at(right, place))
            case t.FunctionOf(function="power", arguments=arguments):
                return reduce(lambda one, other: one ** other, (self.at(each, place) for each in arguments))
            case t.FunctionOf(function="first_known", arguments=arguments):
                parts = [self.at(each, place) for each in arguments]
                return reduce(lambda rest, one: Call("IFERROR", (one, rest)), reversed(parts[:-1]), parts[-1])
            case t.FunctionOf(function=function, arguments=arguments):
                return Call(function.upper(), tuple(self.at(each, place) for each in arguments))
            case t.Summed(of=of, over=over):
                return plus([self._named(of, {**place, **dict(zip(over, members, strict=True))}) for members in self.members(over)])
            case t.Running(of=of):
                return plus([self._named(of, {**place, YEAR: year}) for year in range(place[YEAR] + 1)])
            case t.Later(of=of, years=years):
                return self._named(of, {**place, YEAR: place[YEAR] - years}) if place[YEAR] >= years else Literal(0.0)
            case _:
                return self._condition_or_choice(term, place)

    def _condition_or_choice(self, term: t.Term, place: Mapping[str, int]) -> Expression:
        match term:
            case t.Compared(operator=operator, left=left, right=right):
                return Operation(_SIGNS.get(operator, operator), self.at(left, place), self.at(right, place))
            case t.IsOption():
                return self._is_option(term, place)
            case t.Logical(operator="not", parts=(part,)):
                return Call("NOT", (self.at(part, place),))
            case t.Logical(operator=operator, parts=parts):
                tests = [self.at(part, place) for part in parts]
                return self.unknowns.all(tests) if operator == "and" else self.unknowns.any(tests)
            case t.Chosen(cases=cases, otherwise=otherwise):
                found = self.at(otherwise, place)
                for condition, value in reversed(cases):
                    found = self.unknowns.choice(self.at(condition, place), self.at(value, place), found)
                return found
        raise TypeError(type(term).__name__)

    def _named(self, term: t.Term, place: Mapping[str, int]) -> Expression:
        """A cell of its own for what is added up: a sum of cells can be followed, a sum of long formulas cannot."""
        members = _members(term.axes, place)
        if isinstance(term, t.Quantity):
            return self.at(term, place)
        if term not in self.steps:
            self.steps[term] = self.cells(term)
        return self.steps[term][members]

    def _number(self, name: str, place: Mapping[str, int]) -> float:
        if name in self.model.axes:
            return float(self.model.axes[name].members[place[name]][0])
        period = self.periods[place[YEAR]]
        return float({"calendar_year": period.year, "year_number": period.number, "months_from": period.first, "months_to": period.last}[name])

    def _looked(self, term: t.Looked, place: Mapping[str, int]) -> Expression:
        year = place[YEAR]
        if term.number is None:
            key = self.model.axes[term.axis].members[place[term.axis]][0] if term.axis else term.word
            return self.values[term.parameter, key, year]
        number = self.at(term.number, place)
        found: Expression = UNKNOWN
        for first, last, cell in reversed(self.bands[term.parameter, year]):
            found = when(Call("AND", (number.at_least(first), number.at_most(last))), cell, found)
        return found

    def _is_option(self, term: t.IsOption, place: Mapping[str, int]) -> Expression:
        chosen = self.inputs[term.input][_members(term.axes, place)]
        labels = dict(zip((option for option, _ in self.model.inputs[term.input].options), chosen.choices, strict=True))
        one = self.unknowns.any([chosen.equals(labels[option]) for option in term.options])
        return one if term.wanted else Call("NOT", (one,))


def _members(axes: Sequence[str], place: Mapping[str, int]) -> Members:
    return tuple(place[axis] for axis in axes)
