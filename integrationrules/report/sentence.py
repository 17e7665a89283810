"""Conditions and measures read aloud: the syntax tree of a rule file as a sentence, with labels where there are any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from integrationrules.report.names import Names
from integrationrules.report.quantities import HARD, day, number, unit_template
from integrationrules.report.words import word
from integrationrules.rulebook import expression as ex
from integrationrules.rulebook.model import (
    Assumption,
    Choice,
    Count,
    Formula,
    Lookup,
    NoValue,
    Plain,
    Prefer,
    RuleSet,
    Tally,
    Weeks,
)
from integrationrules.rulebook.units import TIME_UNITS

__all__ = ["Sentence"]

COMPARISONS: dict[str, str] = {
    ">=": "{left} is at least {right}", "<=": "{left} is at most {right}", ">": "{left} is more than {right}",
    "<": "{left} is less than {right}", "==": "{left} is {right}", "!=": "{left} is not {right}",
    "in": "{left} is one of {right}", "not in": "{left} is none of {right}",
}
DAY_COMPARISONS: dict[str, str] = {
    ">=": "{left} is no earlier than {right}", "<=": "{left} is no later than {right}",
    ">": "{left} is later than {right}", "<": "{left} is earlier than {right}",
}
OPPOSITES = MappingProxyType({">=": "<", "<": ">=", "<=": ">", ">": "<=", "==": "!=", "!=": "==", "in": "not in", "not in": "in"})
CALLS: dict[str, str] = {
    "after": "{1} after {0}", "elapsed": "whole {2} from {0} to {1}", "age": "the age on {1}", "monday": "the Monday of the week of {0}",
    "earliest": "the earliest of {0} and {1}", "first": "the first of {0}", "exists": "{0} exists", "at": "{0} on {1}",
    "min": "the least of {0} and {1}", "max": "the greatest of {0} and {1}", "end_of": "the last day of the {0} of {1}",
    "next_start": "the first day of the next {0} after {1}",
    "average": "the average of {0} over {1}", "any_average": "the end of the first {1} in which {0} average at least {2}",
    "covered": "{0} lasts all of {1}", "any": "there is a {0} of which this holds: {1}",
    "longest": "the most weeks in a row with {0} from {1} to {2}", "span": "the days from {0} to {1}", "seen_to": "the last day seen of {0}",
    "working_day": "{0} or the next working day", "year_after": "the year after {0}", "if_unknown": "{0}, or {1} where that is not known",
}
UNITS: dict[str, str] = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
WORDS: dict[str, str] = {"unknown": "unknown", "none": "none"}
_LEAP_YEAR = 2000
"""Stands for any year, so that every day of a year has a name."""
_DATE_CALLS = frozenset({"after", "earliest", "next_start", "end_of", "working_day", "date_in", "monday"})
_DATE_FIELDS = frozenset({"start", "on", "end", "first_monday", "last_monday", "born"})
_SAME_AS_ARGUMENT = frozenset({"min", "max", "if_unknown", "at"})


@dataclass(frozen=True)
class Sentence:
    """Reads the formulas of one rule set."""

    names: Names
    ruleset: RuleSet

    def formula(self, formula: Formula) -> str:
        """A right-hand side in words."""
        tr = self.names.tr
        match formula:
            case Plain(expression):
                return self.expression(expression)
            case NoValue():
                return tr("none")
            case Weeks():
                template = tr("weeks touched by {facts}") if formula.mode == "any_day" else tr("weeks filled with {facts}")
                return template.format(facts=self.facts(formula.kind, formula.where))
            case Count():
                if formula.up_to is None:
                    return tr("the number of the quarter's weeks with {what}").format(what=self.expression(formula.of))
                return tr("the number of {units} with {what} up to {day}").format(
                    units=tr(UNITS[formula.by]), what=self.expression(formula.of), day=self.expression(formula.up_to))
            case Choice():
                cases = [
                    tr("{value} if {condition}").format(value=self.formula(case.then), condition=self.expression(case.condition))
                    if case.condition is not None else tr("otherwise {value}").format(value=self.formula(case.then))
                    for case in formula.cases
                ]
                return "; ".join(cases)
            case Lookup():
                template = tr("{what} by {key} on {day}") if formula.at else tr("{what} by {key}")
                day = self.expression(formula.at) if formula.at else ""
                return template.format(what=self.expression(formula.of), key=self.expression(formula.by), day=day)
            case Prefer():
                return tr(", or else ").join(self.formula(part) for part in formula.parts)
            case Tally():
                return self._tally(formula)

    def _tally(self, formula: Tally) -> str:
        tr = self.names.tr
        said = tr("the number of weeks with {what}").format(what=self.expression(formula.of))
        if formula.begins is not None:
            said = tr("{said} from {day}").format(said=said, day=self.expression(formula.begins))
        if formula.after is None or formula.rest is None or formula.within is None:
            return said
        template = tr("{said}; begun anew after {weeks} weeks with {rest} within {months} months")
        return template.format(said=said, weeks=self.expression(formula.after), rest=self.expression(formula.rest), months=self.expression(formula.within))

    def facts(self, kind: str, where: ex.Expression | None) -> str:
        """Facts of a kind, with their condition."""
        name = word(kind, self.names.tr)
        return self.names.tr("{facts} where {condition}").format(facts=name, condition=self.expression(where, kind)) if where else name

    def expression(self, tree: ex.Expression, kind: str = "") -> str:
        """An expression in words; `kind` is the kind of fact whose fields bare names mean."""
        tr = self.names.tr
        match tree:
            case ex.Number(value=value):
                return number(value, tr)
            case ex.Word(text=text):
                return word(text, tr, kind)
            case ex.Name(name=name):
                return self.name(name, kind)
            case ex.Attribute():
                return self._attribute(tree, kind)
            case ex.Negation(part=ex.Comparison() as part):
                return self._comparison(ex.Comparison(part.mark, OPPOSITES[part.operator], part.left, part.right), kind)
            case ex.Negation(part=part):
                return tr("not {part}").format(part=self._inside(part, kind))
            case ex.BooleanOperation(operator=operator, parts=parts):
                said = [self._inside(part, kind) for part in parts]
                return (tr(" and ") if operator == "and" else tr(", or ")).join(said)
            case ex.Comparison():
                return self._comparison(tree, kind)
            case ex.BinaryOperation(operator="*", left=ex.Number(value=count), right=ex.Name(name=unit)) if unit in TIME_UNITS:
                return unit_template(TIME_UNITS[unit], int(count), tr).format(n=number(count, tr))
            case ex.BinaryOperation(operator=operator, left=left, right=right):
                return f"{self.expression(left, kind)} {operator} {self.expression(right, kind)}"
            case ex.ListOf(items=items):
                return ", ".join(self.expression(item, kind) for item in items)
            case ex.Call():
                return self._call(tree, kind)
        return ""

    def name(self, name: str, kind: str = "") -> str:
        """A bare name: something this rule set defines, a word of the language, or a field or word of a fact."""
        tr = self.names.tr
        full = f"{self.ruleset.id}.{name}"
        if not kind and self._known(full):
            return self._called(full)
        return tr(WORDS[name]) if name in WORDS else word(name, tr, kind)

    def is_date(self, tree: ex.Expression | None) -> bool:
        """Whether an expression is a day, as far as its form tells."""
        match tree:
            case ex.Name(name=name):
                found = next((one.formula for one in self.ruleset.definitions if one.id == f"{self.ruleset.id}.{name}"), None)
                return name == "on" or self._formula_is_date(found)
            case ex.Attribute(base=ex.Name(name=base), name=name) if base in dict(self.ruleset.uses):
                target = self.names.book.rulesets.get(dict(self.ruleset.uses)[base])
                return target is not None and Sentence(self.names, target).is_date(ex.Name(tree.mark, name))
            case ex.Attribute(name=name):
                return name in _DATE_FIELDS
            case ex.Call(function=function, arguments=arguments):
                return function in _DATE_CALLS or (function in _SAME_AS_ARGUMENT and self.is_date(arguments[0]))
            case ex.BinaryOperation(operator="+" | "-", left=left, right=right):
                return self.is_date(left) and not self.is_date(right)
        return False

    def _formula_is_date(self, formula: Formula | None) -> bool:
        match formula:
            case Plain(expression):
                return self.is_date(expression)
            case Choice(cases=cases):
                return self._formula_is_date(cases[0].then)
        return False

    def _called(self, full: str) -> str:
        """A label or title; the name itself in quotation marks where there is none."""
        book = self.names.book
        named = full in book.labels or (full in book.rules and book.rules[full].rule.title is not None)
        return self.names.label(full) if named else f"'{full.rpartition('.')[2]}'"

    def _known(self, full: str) -> bool:
        book = self.names.book
        ruleset = full.rpartition(".")[0]
        groups: Sequence[Sequence[object]] = ()
        if ruleset in book.rulesets:
            found = book.rulesets[ruleset]
            groups = (found.parameters, found.assumptions, found.selections, found.definitions, found.rules)
        return any(getattr(one, "id", "") == full for group in groups for one in group)

    def _attribute(self, tree: ex.Attribute, kind: str) -> str:
        tr = self.names.tr
        if isinstance(tree.base, ex.Name):
            base = tree.base.name
            if base in dict(self.ruleset.uses):
                full = f"{dict(self.ruleset.uses)[base]}.{tree.name}"
                return self._called(full)
            if base in ("citizen", "quarter"):
                return word(tree.name, tr)
        field = tr("day") if tree.name == "on" else word(tree.name, tr)        # of an event, not the day asked about
        return tr("{field} of {facts}").format(field=field, facts=self.expression(tree.base, kind))

    def _assumption(self, tree: ex.Expression) -> Assumption | None:
        full = ""
        if isinstance(tree, ex.Name):
            full = f"{self.ruleset.id}.{tree.name}"
        elif isinstance(tree, ex.Attribute) and isinstance(tree.base, ex.Name):
            full = f"{dict(self.ruleset.uses).get(tree.base.name, '')}.{tree.name}"
        return self.names.book.assumptions.get(full)

    def _comparison(self, tree: ex.Comparison, kind: str) -> str:
        tr = self.names.tr
        assumption = self._assumption(tree.left)
        if assumption is not None and isinstance(tree.right, ex.Name | ex.Word):
            option = tree.right.name if isinstance(tree.right, ex.Name) else tree.right.text
            template = tr('the answer to {assumption} is "{option}"')
            if tree.operator == "!=":
                template = tr('the answer to {assumption} is not "{option}"')
            return template.format(assumption=assumption.name, option=word(option, tr, assumption.name))
        days = tree.operator in DAY_COMPARISONS and (self.is_date(tree.left) or self.is_date(tree.right))
        template = tr((DAY_COMPARISONS if days else COMPARISONS)[tree.operator])
        return template.format(left=self.expression(tree.left, kind), right=self.expression(tree.right, kind))

    def _call(self, tree: ex.Call, kind: str) -> str:
        tr = self.names.tr
        if tree.function == "date_in":
            return self._date_in(tree, kind)
        units = UNITS if tree.function == "elapsed" else {}
        said = [tr(units[one.name]) if isinstance(one, ex.Name) and one.name in units else self.expression(one, kind) for one in tree.arguments]
        template = CALLS.get(tree.function)
        return tr(template).format(*said) if template else f"{tree.function}({', '.join(said)})"

    def _date_in(self, tree: ex.Call, kind: str) -> str:
        """A day of a year: `1. juli 2016`, or `15. maj i året efter ...`."""
        year, month, last = tree.arguments
        if not isinstance(month, ex.Number) or not isinstance(last, ex.Number):
            return f"date_in({', '.join(self.expression(one, kind) for one in tree.arguments)})"
        shown = day(date(int(year.value) if isinstance(year, ex.Number) else _LEAP_YEAR, int(month.value), int(last.value)), self.names.tr)
        if isinstance(year, ex.Number):
            return shown
        of_year = shown.removesuffix(f"{_LEAP_YEAR}").rstrip().rstrip(HARD)
        return self.names.tr("{day} of {year}").format(day=of_year, year=self.expression(year, kind))

    def _inside(self, tree: ex.Expression, kind: str) -> str:
        """A part of a larger condition: in brackets where it would read wrongly without."""
        said = self.expression(tree, kind)
        return f"({said})" if isinstance(tree, ex.BooleanOperation) else said
