"""Computes the formulas of a model for the years asked about: one scenario, or all draws at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import reduce

import numpy as np
import numpy.typing as npt

from integrationrules.economics.formulas.amounts import Amounts, Array, aligned, combined, known, product
from integrationrules.economics.formulas.calendar import Period
from integrationrules.economics.formulas.dated import in_year
from integrationrules.rulebook.models import terms as t
from integrationrules.rulebook.models.load import Model
from integrationrules.rulebook.models.named import YEAR

__all__ = ["UNKNOWN", "Computation"]

UNKNOWN = "unknown"
"""What an amount lacks that the model itself calls unknown; followed by the formula that does."""

Given = Mapping[str, Amounts | tuple[str, ...]]
"""Numbers by input; for choices the option, one for each year where they differ."""

_COMPARE: dict[str, Callable[[Array, Array], np.ndarray]] = {
    "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal, "==": np.equal, "!=": np.not_equal,
}


def _divided(left: Array, right: Array) -> Array:
    """A share of nothing is unknown."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(right == 0, np.nan, left / right)


_ARITHMETIC: dict[str, Callable[..., Array]] = {"+": np.add, "-": np.subtract, "/": _divided}


def _first_known(left: Array, right: Array) -> Array:
    return np.where(np.isnan(left), right, left)


_FUNCTIONS: dict[str, Callable[[Array, Array], Array]] = {
    "min": np.minimum, "max": np.maximum, "first_known": _first_known, "power": np.power,
}


_ASK: dict[str, Callable[[Period], int]] = {
    "calendar_year": lambda one: one.year, "year_number": lambda one: one.number,
    "months_from": lambda one: one.first, "months_to": lambda one: one.last,
}


class Computation:
    """All formulas of a model over some periods; each is computed once, when it is asked for."""

    def __init__(self, model: Model, periods: tuple[Period, ...], given: Given) -> None:
        self.model, self.periods, self.given = model, periods, given
        self.found: dict[str, Amounts] = {}
        self.looked: set[tuple[str, date]] = set()
        """Dated values that were looked up, with the day."""

    def formula(self, name: str) -> Amounts:
        """A named formula."""
        if name not in self.found:
            found = self.term(self.model.formulas[name])
            # What the model calls unknown is told by the formula that says so.
            named = frozenset(f"{UNKNOWN} {name}" if one == UNKNOWN else one for one in found.lacks)
            self.found[name] = replace(found, lacks=named) if UNKNOWN in found.lacks else found
        return self.found[name]

    def term(self, term: t.Term) -> Amounts:
        """The amounts of a term along its axes. Conditions are 1, 0 or unknown."""
        match term:
            case t.Fixed(value=value):
                return Amounts(np.array(value, dtype=np.float64), lacks=frozenset({UNKNOWN}) if math.isnan(value) else frozenset())
            case t.Quantity(name=name, kind="formula"):
                return self.formula(name)
            case t.Quantity(name=name):
                found = self.given[name]
                assert isinstance(found, Amounts)
                return found
            case t.Index():
                return self._index(term)
            case t.Looked():
                return self._looked(term)
            case t.Binary(operator="*", left=left, right=right, axes=axes):
                return product(self.term(left), self.term(right), axes)
            case t.Binary(operator=operator, left=left, right=right, axes=axes):
                return combined(_ARITHMETIC[operator], (self.term(left), self.term(right)), axes)
            case t.FunctionOf(function=function, arguments=arguments, axes=axes):
                one = _FUNCTIONS[function]
                return combined(lambda *parts: reduce(one, parts), [self.term(each) for each in arguments], axes)
            case t.Summed(of=t.Binary(operator="*") as of, over=over, axes=axes):
                return self._summed_product(of, over, axes)
            case t.Summed(of=of, over=over):
                return _summed(self._whole(of), over)
            case t.Running(of=of, axes=axes):
                inner = self._whole(of, axes)
                return known(Amounts(np.cumsum(inner.values, axis=-1), axes, inner.drawn, inner.lacks))
            case t.Later(of=of, years=years, axes=axes):
                return self._later(self._whole(of, axes), years)
            case t.Compared(operator=operator, left=left, right=right, axes=axes):
                return combined(_comparison(_COMPARE[operator]), (self.term(left), self.term(right)), axes)
            case t.IsOption():
                return self._is_option(term)
            case t.Logical(operator=operator, parts=parts, axes=axes):
                return combined(_LOGICAL[operator], [self.term(part) for part in parts], axes)
            case t.Chosen(cases=cases, otherwise=otherwise, axes=axes):
                return combined(_chosen, [self.term(one) for one in (*(one for case in cases for one in case), otherwise)], axes)
        raise TypeError(type(term).__name__)

    def _summed_product(self, of: t.Binary, over: tuple[str, ...], axes: tuple[str, ...]) -> Amounts:
        """The sum of a product without the product itself, which with draws may be a hundred times as large."""
        factors = [self.term(factor) for factor in _factors(of)]
        if any(factor.lacks for factor in factors):
            if not _known_by_zeros(factors, of.axes):
                return _summed(self._whole(of), over)
            factors = [Amounts(np.nan_to_num(one.values), one.axes, one.drawn) if one.lacks else one for one in factors]
        letters = {axis: chr(ord("a") + place) for place, axis in enumerate(of.axes)}
        drawn = any(factor.drawn for factor in factors)
        said = ",".join("z" * factor.drawn + "".join(letters[axis] for axis in factor.axes) for factor in factors)
        values = np.einsum(f"{said}->{'z' * drawn}{''.join(letters[axis] for axis in axes)}", *(factor.values for factor in factors), optimize=drawn)
        return Amounts(values, axes, drawn)

    def _size(self, axis: str) -> int:
        return len(self.periods) if axis == YEAR else len(self.model.axes[axis].members)

    def _whole(self, term: t.Term, axes: tuple[str, ...] | None = None) -> Amounts:
        """The amounts with every member of every axis written out."""
        found, axes = self.term(term), axes or term.axes
        values = aligned([found], axes)[0]
        shape = tuple(self._size(axis) for axis in axes)
        full = (values.shape[0], *shape) if found.drawn else shape
        return Amounts(values if values.shape == full else np.broadcast_to(values, full), axes, found.drawn, found.lacks)

    def _index(self, term: t.Index) -> Amounts:
        if term.name in self.model.axes:
            numbers = [float(name) for name, _ in self.model.axes[term.name].members]
        else:
            numbers = [float(_ASK[term.name](period)) for period in self.periods]
        return Amounts(np.array(numbers), term.axes)

    def _looked(self, term: t.Looked) -> Amounts:
        parameter = self.model.parameters[term.parameter]
        dated = [in_year(parameter, period.year) for period in self.periods]
        self.looked.update((term.parameter, one.day) for one in dated)
        lacks = frozenset(f"{term.parameter} {one.day.year}" for one in dated if not one.known)
        if term.number is not None:
            number = self.term(term.number)
            bands = [one.bands for one in dated]
            found = combined(lambda numbers, _: _banded(numbers, bands, term.scale), (number, self._years()), term.axes)
            return known(Amounts(found.values, found.axes, found.drawn, found.lacks | lacks))
        if term.axis:
            rows = [[one.keyed(name) for one in dated] for name, _ in self.model.axes[term.axis].members]
            return Amounts(np.array(rows) / term.scale, term.axes, lacks=lacks)
        return Amounts(np.array([one.keyed(term.word) if term.word else one.single for one in dated]) / term.scale, term.axes, lacks=lacks)

    def _years(self) -> Amounts:
        return Amounts(np.zeros(len(self.periods)), (YEAR,))

    def _later(self, amounts: Amounts, years: int) -> Amounts:
        moved = np.zeros_like(amounts.values)
        if years < len(self.periods):
            moved[..., years:] = amounts.values[..., :-years]
        return known(Amounts(moved, amounts.axes, amounts.drawn, amounts.lacks))

    def _is_option(self, term: t.IsOption) -> Amounts:
        found = self.given[term.input]
        assert not isinstance(found, Amounts)
        hits = [(option in term.options) == term.wanted if option else np.nan for option in found]
        lacks = frozenset({term.input}) if "" in found else frozenset[str]()
        return Amounts(np.array(hits, dtype=np.float64).reshape(tuple(self._size(axis) for axis in term.axes)), term.axes, lacks=lacks)


def _known_by_zeros(factors: list[Amounts], axes: tuple[str, ...]) -> bool:
    """Whether every unknown figure meets one that is nothing in all draws: what nobody is offered needs no effect."""
    unknown = [Amounts(_whatever_draw(np.isnan(one.values), one, np.any), one.axes) for one in factors]
    nothing = [Amounts(_whatever_draw(one.values == 0, one, np.all), one.axes) for one in factors]
    return not bool((reduce(np.maximum, aligned(unknown, axes)) > reduce(np.maximum, aligned(nothing, axes))).any())


def _whatever_draw(holds: npt.NDArray[np.bool_], of: Amounts, collapsed: Callable[..., npt.NDArray[np.bool_]]) -> Array:
    return (collapsed(holds, axis=0) if of.drawn else holds).astype(np.float64)


def _factors(term: t.Term) -> list[t.Term]:
    return [*_factors(term.left), *_factors(term.right)] if isinstance(term, t.Binary) and term.operator == "*" else [term]


def _summed(amounts: Amounts, over: tuple[str, ...]) -> Amounts:
    front = 1 if amounts.drawn else 0
    places = tuple(front + amounts.axes.index(axis) for axis in over)
    return known(Amounts(amounts.values.sum(axis=places), tuple(axis for axis in amounts.axes if axis not in over), amounts.drawn, amounts.lacks))


def _banded(numbers: Array, bands: list[tuple[tuple[int, int, float], ...]], scale: float) -> Array:
    """The value of the band each number lies in, year by year; no band is no amount."""
    values = np.broadcast_to(numbers, (*numbers.shape[:-1], len(bands)))
    found = np.full(values.shape, np.nan)
    for place, table in enumerate(bands):
        for first, last, value in table:
            inside = (values[..., place] >= first) & (values[..., place] <= last)
            found[..., place] = np.where(inside, value / scale, found[..., place])
    return found


def _comparison(compare: Callable[[Array, Array], np.ndarray]) -> Callable[[Array, Array], Array]:
    def three_valued(left: Array, right: Array) -> Array:
        return np.where(np.isnan(left) | np.isnan(right), np.nan, compare(left, right).astype(np.float64))
    return three_valued


def _and(*parts: Array) -> Array:
    return reduce(lambda one, other: np.where((one == 0) | (other == 0), 0.0, one * other), parts)


def _or(*parts: Array) -> Array:
    return 1.0 - _and(*(1.0 - part for part in parts))


_LOGICAL: dict[str, Callable[..., Array]] = {"and": _and, "or": _or, "not": lambda part: 1.0 - part}


def _chosen(*parts: Array) -> Array:
    """The value of the first condition that holds; unknown where an unknown one could have decided otherwise."""
    found = parts[-1]
    for condition, value in zip(parts[-3::-2], parts[-2::-2], strict=True):
        found = np.where(condition == 1, value, np.where(condition == 0, found, np.where(value == found, found, np.nan)))
    return found
