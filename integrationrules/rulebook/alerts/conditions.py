"""Conditions of alert rules: comparisons of fields, as alternatives each of which is a list of tests.

A test on a field that has no known value fails, whichever way round it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from .. import expression as ex
from ..diagnostics import Diagnostics, Mark, nearest
from ..layout import TODAY
from ..terms import DATE, Type

__all__ = ["MOST_ALTERNATIVES", "NUMBER_PARTS", "OWN", "TODAYS", "Alternatives", "ConditionReader", "Field", "Named", "Test"]

MOST_ALTERNATIVES = 32
"""So many alternatives a condition may unfold to; each becomes a rule of its own in the chaining engine."""
NUMBER_PARTS = 10_000
"""Numbers are compared as whole ten-thousandths."""
TODAYS = -1
"""The place of today among the patterns of a rule."""
OWN = -2
"""The place of the pattern a condition belongs to, until it has one."""
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "==", "in": "not in", "not in": "in"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of what matches the pattern at a place."""

    place: int
    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Test:
    """The pattern's own field against a constant or a field of an earlier pattern; `operator` is < <= > >= or ==."""

    name: str
    type: Type
    operator: str
    against: int | str | Field


Alternatives = tuple[tuple[Test, ...], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A pattern that may be referred to: its place, what it is, and its fields."""

    place: int
    what: str
    fields: Mapping[str, Type]


class ConditionReader:
    """Reads the `where` of one pattern. `scope` holds the patterns above it by their names."""

    def __init__(self, problems: Diagnostics, own: Named, scope: Mapping[str, Named], below: frozenset[str]) -> None:
        self.problems, self.own, self.scope, self.below = problems, own, scope, below

    def read(self, tree: ex.Expression) -> Alternatives | None:
        """The condition as alternatives; None after a mistake."""
        found = self._read(tree, negated=False)
        if found is not None and len(found) > MOST_ALTERNATIVES:
            self._too_many(tree.mark, len(found))
            return None
        return found

    def field(self, tree: ex.Expression) -> Field | None:
        """The field that a name stands for; None after a mistake."""
        match tree:
            case ex.Name(name=name) if name == TODAY:
                return Field(TODAYS, TODAY, DATE)
            case ex.Name(name=name) if name in self.own.fields:
                return Field(self.own.place, name, self.own.fields[name])
            case ex.Attribute(base=ex.Name(name=alias), name=name) if alias in self.scope:
                of = self.scope[alias]
                if name in of.fields:
                    return Field(of.place, name, of.fields[name])
                suggestion = f" of {of.what}{nearest(name, of.fields)}"
                self.problems.add("IR216", tree.mark.last(len(name)), what="field", name=name, suggestion=suggestion, allowed=", ".join(of.fields))
            case ex.Attribute(base=ex.Name(name=alias)) if alias in self.below:
                self.problems.add("IR211", tree.mark, found=f"'{alias}', which is named further down,", expected="a pattern named above")
            case ex.Attribute(base=ex.Name(name=alias)):
                self.problems.add("IR210", tree.mark, what="name", name=alias, suggestion=nearest(alias, self.scope))
            case ex.Name(name=name):
                known = (*self.own.fields, *self.scope, TODAY)
                self.problems.add("IR210", tree.mark, what="name", name=name, suggestion=nearest(name, known))
            case _:
                self._wrong(tree.mark, "an expression", "a field, as in c.due, or today")
        return None

    def _read(self, tree: ex.Expression, negated: bool) -> Alternatives | None:
        match tree:
            case ex.Negation(part=part):
                return self._read(part, not negated)
            case ex.BooleanOperation(operator=operator, parts=parts):
                found = [self._read(part, negated) for part in parts]
                read = [one for one in found if one is not None]
                if len(read) < len(found):
                    return None
                if (operator == "or") is not negated:
                    return tuple(dict.fromkeys(alternative for one in read for alternative in one))
                count = 1
                for one in read:
                    count *= len(one)
                if count > MOST_ALTERNATIVES:
                    self._too_many(tree.mark, count)
                    return None
                return tuple(tuple(dict.fromkeys(test for one in several for test in one)) for several in product(*read))
            case ex.Comparison():
                return self._comparison(tree, _OPPOSITE[tree.operator] if negated else tree.operator)
        field = self.field(tree)
        if field is None:
            return None
        if field.type.kind != "truth":
            return self._wrong(tree.mark, str(field.type), "a condition")
        return self._own(field, tree.mark, "==", int(not negated))

    def _comparison(self, tree: ex.Comparison, operator: str) -> Alternatives | None:
        left, right = tree.left, tree.right
        if self._is_constant(left) and not self._is_constant(right) and operator in _FLIPPED:
            left, right, operator = right, left, _FLIPPED[operator]
        field = self.field(left)
        if field is None:
            return None
        if field.type.kind == "truth":
            return self._wrong(tree.mark, f"a comparison of '{field.name}'", f"'{field.name}' or 'not {field.name}' alone")
        if operator in ("in", "not in") or (field.type.kind == "option" and self._is_constant(right)):
            return self._words(tree, field, right, operator)
        if isinstance(right, ex.Number) or (isinstance(right, ex.BinaryOperation) and self._minus(right) is not None):
            return self._number(tree, field, right, operator)
        other = self.field(right)
        if other is None:
            return None
        return self._two(tree, field, other, operator)

    def _two(self, tree: ex.Comparison, left: Field, right: Field, operator: str) -> Alternatives | None:
        if left.type.kind != right.type.kind or left.type.unit != right.type.unit or (left.type.options and not {*left.type.options} & {*right.type.options}):
            self.problems.add("IR212", tree.mark, left=str(left.type), right=str(right.type))
            return None
        if left.type.kind == "option" and operator != "==":
            return self._wrong(tree.mark, f"'{operator}' between two choices of words", "==")
        if left.place != self.own.place:
            left, right, operator = right, left, _FLIPPED[operator]
        if right.place == self.own.place:
            return self._wrong(tree.mark, "a comparison of two fields of one pattern", "a field of another pattern, or today")
        return self._own(left, tree.mark, operator, right)

    def _number(self, tree: ex.Comparison, field: Field, right: ex.Expression, operator: str) -> Alternatives | None:
        value = self._minus(right)
        assert value is not None
        if field.type.kind != "number":
            self.problems.add("IR212", tree.mark, left=str(field.type), right="a plain number")
            return None
        parts = value * NUMBER_PARTS
        if parts != int(parts) or abs(parts) >= 2**62:
            return self._wrong(right.mark, "this number", "one with at most four decimals")
        return self._own(field, tree.mark, operator, int(parts))

    def _minus(self, tree: ex.Expression) -> Decimal | None:
        match tree:
            case ex.Number(value=value):
                return value
            case ex.BinaryOperation(operator="-", left=ex.Number(value=zero), right=ex.Number(value=value)) if zero == 0:
                return -value
        return None

    def _words(self, tree: ex.Comparison, field: Field, right: ex.Expression, operator: str) -> Alternatives | None:
        options = field.type.options
        if not options:
            return self._wrong(tree.left.mark, f"{field.type} with `{operator}`", "a choice of words")
        if operator not in ("==", "!=", "in", "not in"):
            return self._wrong(tree.mark, f"a choice of words with `{operator}`", "== or != or in")
        if isinstance(right, ex.ListOf) is (operator in ("==", "!=")):
            return self._wrong(right.mark, "what stands here", "a list in [ ] after `in`, a word after ==")
        items = right.items if isinstance(right, ex.ListOf) else (right,)
        chosen: list[str] = []
        for item in items:
            word = item.name if isinstance(item, ex.Name) else item.text if isinstance(item, ex.Word) else ""
            if word not in options:
                self.problems.add("IR215", item.mark, name=word or "this", suggestion=nearest(word, options), options=", ".join(options))
                return None
            chosen.append(word)
        wanted = [word for word in options if (word in chosen) is (operator in ("==", "in"))]
        alternatives = [self._own(field, tree.mark, "==", word) for word in wanted]
        return tuple(one for each in alternatives if each for one in each) if all(alternatives) else None

    def _own(self, field: Field, mark: Mark, operator: str, against: int | str | Field) -> Alternatives | None:
        """The test, if it is about the pattern itself; `!=` is less or greater."""
        if field.place != self.own.place:
            return self._wrong(mark, "a comparison of other patterns", f"a field of this {self.own.what.partition(' ')[0]}")
        operators = ("<", ">") if operator == "!=" else (operator,)
        return tuple((Test(field.name, field.type, one, against),) for one in operators)

    def _is_constant(self, tree: ex.Expression) -> bool:
        if isinstance(tree, ex.Name):
            return tree.name != TODAY and tree.name not in self.own.fields
        return isinstance(tree, (ex.Word, ex.Number))

    def _too_many(self, mark: Mark, count: int) -> None:
        self.problems.add("IR403", mark, what="the condition", count=count, parts="alternatives", most=MOST_ALTERNATIVES)

    def _wrong(self, mark: Mark, found: str, expected: str) -> Alternatives | None:
        self.problems.add("IR211", mark, found=found, expected=expected)
        return None
