"""A slow, plain reading of a model's formulas: one cell at a time, `None` for unknown. It shares nothing with the engine but the terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import product

from integrationrules.rulebook.model import Parameter
from integrationrules.rulebook.models import terms as t
from integrationrules.rulebook.models.load import Model

__all__ = ["PlainModel"]

Cell = Mapping[str, str]
Value = float | None


class PlainModel:
    """A model over calendar years; `given` holds what was given by input and member, absent members being unknown."""

    def __init__(self, model: Model, years: list[int], given: Mapping[str, Mapping[tuple[str, ...], Decimal | str]], months: int | None = None) -> None:
        self.model, self.years, self.given = model, years, given
        self.months = months or 12 * len(years)

    def members(self, axis: str) -> list[str]:
        if axis == "year":
            return [str(year) for year in self.years]
        return [name for name, _ in self.model.axes[axis].members]

    def value(self, term: t.Term, cell: Cell) -> Value:
        match term:
            case t.Fixed(value=value):
                return None if value != value else value
            case t.Quantity(name=name, kind="formula"):
                return self.value(self.model.formulas[name], cell)
            case t.Quantity(name=name):
                found = self.given.get(name, {}).get(self.own(name, cell))
                percent = self.model.inputs[name].unit == "percent"
                return None if found is None else float(found) / (100 if percent else 1)
            case t.Index(name=name):
                return self.index(name, cell)
            case t.Looked():
                return self.looked(term, cell)
            case t.Binary(operator=operator, left=left, right=right):
                return self.binary(operator, self.value(left, cell), self.value(right, cell))
            case t.FunctionOf(function=function, arguments=arguments):
                values = [self.value(one, cell) for one in arguments]
                if function == "first_known":
                    return next((one for one in values if one is not None), None)
                known = [one for one in values if one is not None]
                if len(known) < len(values):
                    return None
                return min(known) if function == "min" else max(known) if function == "max" else known[0] ** known[1]
            case t.Summed(of=of, over=over):
                return self.total([self.value(of, {**cell, **dict(zip(over, members, strict=True))}) for members in product(*map(self.members, over))])
            case t.Running(of=of):
                return self.total([self.value(of, {**cell, "year": str(year)}) for year in self.years if year <= int(cell["year"])])
            case t.Later(of=of, years=years):
                before = int(cell["year"]) - years
                return 0.0 if before < self.years[0] else self.value(of, {**cell, "year": str(before)})
            case t.Chosen(cases=cases, otherwise=otherwise):
                return self.chosen([(self.holds(condition, cell), self.value(value, cell)) for condition, value in cases], self.value(otherwise, cell))
        raise AssertionError(type(term))

    def own(self, name: str, cell: Cell) -> tuple[str, ...]:
        return tuple(cell[axis] for axis in self.model.inputs[name].axes)

    def index(self, name: str, cell: Cell) -> float:
        if name in self.model.axes:
            return float(cell[name])
        number = int(cell["year"]) - self.years[0]
        return float({"calendar_year": int(cell["year"]), "year_number": number + 1, "months_from": 12 * number,
                      "months_to": min(12 * number + 12, self.months)}[name])

    def looked(self, term: t.Looked, cell: Cell) -> Value:
        parameter: Parameter = self.model.parameters[term.parameter]
        day = date(int(cell["year"]), 7, 1)
        held = [one.value for one in parameter.values if one.start <= day and (one.end is None or day < one.end)]
        if not held:
            return None
        value = held[0]
        if not isinstance(value, tuple):
            return (value or 0) / term.scale
        if term.number is None:
            return (dict(value)[term.word or cell[term.axis]] or 0) / term.scale
        number = self.value(term.number, cell)
        inside = [amount or 0 for band, amount in value if number is not None and _inside(number, band)]
        return inside[0] / term.scale if inside else None

    def binary(self, operator: str, left: Value, right: Value) -> Value:
        if operator == "*" and (left == 0 or right == 0):
            return 0.0
        if left is None or right is None or (operator == "/" and right == 0):
            return None
        return {"+": left + right, "-": left - right, "*": left * right, "/": left / right if right else 0.0}[operator]

    def total(self, values: list[Value]) -> Value:
        return None if None in values else float(sum(value for value in values if value is not None))

    def chosen(self, cases: list[tuple[bool | None, Value]], otherwise: Value) -> Value:
        if not cases:
            return otherwise
        (holds, value), *rest = cases
        if holds:
            return value
        others = self.chosen(rest, otherwise)
        if holds is None:
            return value if value == others else None
        return others

    def holds(self, term: t.Term, cell: Cell) -> bool | None:
        match term:
            case t.IsOption(input=name, options=options, wanted=wanted):
                found = self.given.get(name, {}).get(self.own(name, cell))
                return None if found is None else (found in options) == wanted
            case t.Compared(operator=operator, left=left, right=right):
                one, other = self.value(left, cell), self.value(right, cell)
                if one is None or other is None:
                    return None
                return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other, "==": one == other, "!=": one != other}[operator]
            case t.Logical(operator="not", parts=(part,)):
                truth = self.holds(part, cell)
                return None if truth is None else not truth
            case t.Logical(operator=operator, parts=parts):
                truths = [self.holds(part, cell) for part in parts]
                decisive = operator == "or"
                return decisive if decisive in truths else None if None in truths else not decisive
        raise AssertionError(type(term))


def _inside(number: float, band: str) -> bool:
    first, dash, last = band.partition("-")
    return int(first) <= number <= (int(last) if last else (float("inf") if dash else int(first)))
