"""Turns the formulas of a model into terms, and checks units and axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, cast

from integrationrules.rulebook import expression as ex
from integrationrules.rulebook.diagnostics import Mark, nearest
from integrationrules.rulebook.formula import Choice, Formula, Lookup, Plain
from integrationrules.rulebook.models import terms as t
from integrationrules.rulebook.models.dimension import NUMBER, Dimension, dimension
from integrationrules.rulebook.models.named import YEAR, NameReader

__all__ = ["FUNCTIONS", "Typist"]

FUNCTIONS = ("sum", "cumulative", "later", "min", "max", "first_known", "power")


class Typist(NameReader):
    """Turns the expressions of one model into terms; what is wrong goes to `problems`."""

    def formula(self, name: str, mark: Mark) -> t.Term | None:
        """A named formula; None after a mistake that has been said."""
        if name in self.path:
            self.problems.add("IR012", mark, name=name, path=" -> ".join([*self.path[self.path.index(name):], name]))
            return None
        if name not in self.ready:
            self.path.append(name)
            definition = self.definitions[name]
            found = self.right_hand(definition.formula, definition.mark)
            self.path.pop()
            if found is not None and found.unit is None:
                self.expected("a condition", "a number", definition.mark)
                found = None
            stated = dimension(definition.unit) if definition.unit else None
            if found is not None and stated is not None and stated != found.unit and not _bare(found):
                self.problems.add("IR212", definition.mark, left=f"'{name}', said to be in {stated},", right=f"a formula in {found.unit}")
                found = None
            self.ready[name] = replace(found, unit=stated) if found is not None and stated is not None else found
        return self.ready[name]

    def right_hand(self, formula: Formula, mark: Mark) -> t.Term | None:
        """An expression, a choice or a lookup."""
        match formula:
            case Plain(expression=tree):
                return self.term(tree)
            case Choice(cases=cases):
                return self._chosen([(case.condition, case.then) for case in cases], mark)
            case Lookup(of=of, by=by, mark=place):
                return self.lookup(of, by, place)
        self.expected("a formula of rules", "an expression, choose or of / by", mark)
        return None

    def term(self, tree: ex.Expression) -> t.Term | None:
        """One expression."""
        match tree:
            case ex.Number(value=value, mark=mark):
                return t.Fixed(NUMBER, (), mark, float(value))
            case ex.Name(name=name, mark=mark):
                return self.name(name, mark)
            case ex.Attribute(mark=mark):
                return self.parameter(tree, mark)
            case ex.BinaryOperation(operator=operator, left=left, right=right, mark=mark):
                return self._binary(operator, self.term(left), self.term(right), mark)
            case ex.Comparison(operator=operator, left=left, right=right, mark=mark):
                return self._comparison(operator, left, right, mark)
            case ex.BooleanOperation(operator=operator, parts=parts, mark=mark):
                return self._logical(operator, [self.term(part) for part in parts], mark)
            case ex.Negation(part=part, mark=mark):
                return self._logical("not", [self.term(part)], mark)
            case ex.Call(function=function, arguments=arguments, mark=mark):
                return self._call(function, arguments, mark)
        self.expected("this", "a number", tree.mark)
        return None

    def _together(self, *parts: t.Term) -> tuple[str, ...]:
        return self.ordered([axis for part in parts for axis in part.axes])

    def _binary(self, operator: str, left: t.Term | None, right: t.Term | None, mark: Mark) -> t.Term | None:
        if left is None or right is None:
            return None
        if left.unit is None or right.unit is None:
            self.expected("a condition", "a number", (left if left.unit is None else right).mark)
            return None
        axes = self._together(left, right)
        if operator == "//":
            self.expected("//", "/", mark)
            return None
        if operator in ("*", "/"):
            unit = left.unit * right.unit if operator == "*" else left.unit / right.unit
            return t.Binary(unit, axes, mark, cast(Literal["*", "/"], operator), left, right)
        unit_of = self._same(left, right, mark)
        return t.Binary(unit_of, axes, mark, cast(Literal["+", "-"], operator), left, right) if unit_of is not None else None

    def _same(self, left: t.Term, right: t.Term, mark: Mark) -> Dimension | None:
        """The unit of both; a bare number takes the other's."""
        for one, other in ((left, right), (right, left)):
            if one.unit == other.unit or _bare(one):
                return other.unit
        self.problems.add("IR212", mark, left=str(left.unit), right=str(right.unit))
        return None

    def _comparison(self, operator: str, left: ex.Expression, right: ex.Expression, mark: Mark) -> t.Term | None:
        if isinstance(left, ex.Name) and left.name in self.inputs and self.inputs[left.name].options:
            given = self.inputs[left.name]
            self.used.add(left.name)
            words = [one.name if isinstance(one, ex.Name) else one.text if isinstance(one, ex.Word) else "" for one in
                     (right.items if isinstance(right, ex.ListOf) else (right,))]
            for word in words:
                if word not in dict(given.options):
                    self.problems.add("IR215", right.mark, name=word, suggestion=nearest(word, dict(given.options)), options=", ".join(dict(given.options)))
                    return None
            if operator not in ("==", "!=", "in", "not in"):
                self.expected(f"'{operator}'", "== or in", mark)
                return None
            return t.IsOption(None, self.ordered(given.axes), mark, left.name, tuple(words), operator in ("==", "in"))
        one, other = self.term(left), self.term(right)
        if one is None or other is None:
            return None
        if one.unit is None or other.unit is None or operator in ("in", "not in"):
            self.expected("this", "two numbers", mark)
            return None
        return t.Compared(None, self._together(one, other), mark, operator, one, other) if self._same(one, other, mark) is not None else None

    def _logical(self, operator: str, parts: Sequence[t.Term | None], mark: Mark) -> t.Term | None:
        found = [part for part in parts if part is not None]
        if len(found) < len(parts):
            return None
        for part in found:
            if part.unit is not None:
                self.expected("a number", "a condition", part.mark)
                return None
        return t.Logical(None, self._together(*found), mark, cast(Literal["and", "or", "not"], operator), tuple(found))

    def _chosen(self, cases: Sequence[tuple[ex.Expression | None, Formula]], mark: Mark) -> t.Term | None:
        conditions = [self.term(condition) if condition is not None else None for condition, _ in cases]
        values = [self.right_hand(then, mark) for _, then in cases]
        if any(value is None for value in values) or any(found is None for found, (condition, _) in zip(conditions, cases, strict=True) if condition):
            return None
        found = [value for value in values if value is not None]
        unit: Dimension | None = found[-1].unit
        for value in found[:-1]:
            if value.unit is None or found[-1].unit is None:
                self.expected("a condition", "a number", value.mark)
                return None
            unit = self._same(value, found[-1], value.mark) if not _bare(found[-1]) else value.unit if not _bare(value) else unit
            if unit is None:
                return None
        pairs = [(condition, value) for condition, value in zip(conditions, found, strict=True) if condition is not None]
        for condition, _ in pairs:
            if condition.unit is not None:
                self.expected("a number", "a condition", condition.mark)
                return None
        return t.Chosen(unit, self._together(*(part for pair in pairs for part in pair), found[-1]), mark, tuple(pairs), found[-1])

    def _call(self, function: str, arguments: tuple[ex.Expression, ...], mark: Mark) -> t.Term | None:
        if function not in FUNCTIONS:
            self.problems.add("IR214", mark, name=function, suggestion=nearest(function, FUNCTIONS), allowed=", ".join(FUNCTIONS))
            return None
        if function == "sum":
            return self._sum(arguments, mark)
        if function == "later":
            return self._later(arguments, mark)
        found = [self.term(argument) for argument in arguments]
        if any(one is None for one in found):
            return None
        parts = tuple(one for one in found if one is not None)
        if any(one.unit is None for one in parts):
            self.expected("a condition", "a number", mark)
            return None
        wanted = {"cumulative": ("an amount", len(parts) == 1), "power": ("a number and an exponent", len(parts) == 2)}
        takes, right = wanted.get(function, ("two or more numbers", len(parts) >= 2))
        if not right:
            self.problems.add("IR213", mark, function=function, expected=takes, found=len(parts))
            return None
        axes = self._together(*parts)
        if function == "cumulative":
            return t.Running(parts[0].unit, self.ordered([*axes, YEAR]), mark, parts[0])
        if function == "power":
            if parts[0].unit != NUMBER or parts[1].unit != NUMBER:
                self.expected("a quantity", "bare numbers", mark)
                return None
            return t.FunctionOf(NUMBER, axes, mark, "power", parts)
        unit = parts[0].unit
        for part in parts[1:]:
            unit = self._same(parts[0] if not _bare(parts[0]) else part, part, mark)
            if unit is None:
                return None
        return t.FunctionOf(unit, axes, mark, cast(Literal["min", "max", "first_known"], function), parts)

    def _sum(self, arguments: tuple[ex.Expression, ...], mark: Mark) -> t.Term | None:
        if len(arguments) < 2:
            self.problems.add("IR213", mark, function="sum", expected="an amount and the axes to add up along", found=len(arguments))
            return None
        of = self.term(arguments[0])
        names = [one.name if isinstance(one, ex.Name) else "" for one in arguments[1:]]
        for name, place in zip(names, arguments[1:], strict=True):
            if name not in self.order:
                if self._has_a_mistake(name):
                    return None
                self.problems.add("IR210", place.mark, what="axis", name=name or "this", suggestion=nearest(name, self.order))
                return None
            self.used.add(name)
        if of is None:
            return None
        if of.unit is None:
            self.expected("a condition", "a number", of.mark)
            return None
        absent = [name for name in names if name not in of.axes]
        if absent:
            self.expected(f"an amount that does not differ along '{absent[0]}'", "one that does", of.mark)
            return None
        return t.Summed(of.unit, tuple(axis for axis in of.axes if axis not in names), mark, of, self.ordered(names))

    def _later(self, arguments: tuple[ex.Expression, ...], mark: Mark) -> t.Term | None:
        years = arguments[1].value if len(arguments) == 2 and isinstance(arguments[1], ex.Number) else Decimal(-1)
        if years < 1 or years != years.to_integral_value():
            self.problems.add("IR213", mark, function="later", expected="an amount and a whole number of years, from 1", found=len(arguments))
            return None
        of = self.term(arguments[0])
        return t.Later(of.unit, self.ordered([*of.axes, YEAR]), mark, of, int(years)) if of is not None else None


def _bare(term: t.Term) -> bool:
    """A number as written, which takes the unit of what it meets."""
    if isinstance(term, t.Chosen):
        return all(_bare(value) for value in (*(value for _, value in term.cases), term.otherwise))
    return isinstance(term, t.Fixed) and term.unit == NUMBER
