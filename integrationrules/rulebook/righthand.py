"""Right-hand sides typed: weeks, counts, choices, amounts by key, tallies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import expression as ex
from .diagnostics import Mark, nearest
from .model import Choice, Count, Formula, Lookup, NoValue, Plain, Prefer, RuleSet, Tally, Weeks
from .noted import Branching
from .terms import DATE, NOTHING, TRUTH, WEEKS, Term, Type, number, option
from .units import TIME_UNITS

if TYPE_CHECKING:
    from .resolve import Resolver

__all__ = ["FormulaResolver"]


class FormulaResolver:
    """Turns formulas into terms; asks the resolver for what they name."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver, self.table = resolver, resolver.table

    def read(self, ruleset: RuleSet, formula: Formula) -> Term | None:
        """The term of a right-hand side; None after a mistake."""
        match formula:
            case Plain(expression):
                return self.resolver.expression(ruleset, expression)
            case NoValue():
                return self.table.make("none", NOTHING)
            case Weeks():
                facts = self.resolver.facts(ruleset, formula.kind, formula.where, None, False, formula.mark)
                return self.table.make("weeks", WEEKS, (facts,), formula.mode, formula.mark) if facts else None
            case Count():
                return self._count(ruleset, formula)
            case Choice():
                return self._choice(ruleset, formula)
            case Lookup():
                return self._lookup(ruleset, formula)
            case Prefer():
                return self._prefer(ruleset, formula)
            case Tally():
                return self._tally(ruleset, formula)

    def _count(self, ruleset: RuleSet, formula: Count) -> Term | None:
        if formula.up_to is None:
            of = self._typed(ruleset, formula.of, WEEKS, "a set of weeks")
            return self.table.make("count_weeks", number("weeks"), (of,), None, formula.mark) if of else None
        if formula.by == "week" and (span := self._count_span(ruleset, formula)) is not None:
            return span
        parts = formula.of.parts if isinstance(formula.of, ex.BooleanOperation) and formula.of.operator == "or" else (formula.of,)
        selections = [self.resolver.expression(ruleset, part) for part in parts]
        last = self.resolver.expression(ruleset, formula.up_to)
        for part, selection in zip(parts, selections, strict=True):
            if selection and selection.type.kind != "facts":
                return self._wrong(part.mark, str(selection.type), "facts, or facts or facts")
        if last and last.type != DATE:
            return self._wrong(formula.up_to.mark, str(last.type), "a date")
        since = self._typed(ruleset, formula.since, DATE, "a date") if formula.since else self.table.make("none", NOTHING)
        if last is None or since is None or not all(selections):
            return None
        arguments = (last, since, *(one for one in selections if one))
        return self.table.make("count_facts", number(TIME_UNITS[formula.by]), arguments, formula.by, formula.mark)

    def _count_span(self, ruleset: RuleSet, formula: Count) -> Term | None:
        """Weeks of a set, from one day to another; None where it is not a set that is counted."""
        with self.resolver.quietly():
            of = self.resolver.expression(ruleset, formula.of)
        if of is None or of.type != WEEKS or formula.up_to is None or formula.since is None:
            return None
        since, last = (self._typed(ruleset, tree, DATE, "a date") for tree in (formula.since, formula.up_to))
        return self.resolver.operations.over_span("count_span", of, since, last, formula.mark, formula.of.mark) if since and last else None

    def _choice(self, ruleset: RuleSet, formula: Choice) -> Term | None:
        words = self._words(ruleset, formula)
        arguments: list[Term] = []
        conditions: list[tuple[Mark, Term]] = []
        for case in formula.cases:
            then = self._word(case.then, words) if words else self.read(ruleset, case.then)
            if case.condition is not None:
                condition = self._typed(ruleset, case.condition, TRUTH, "a condition")
                if condition is None:
                    return None
                arguments.append(condition)
                conditions.append((case.condition.mark, condition))
            if then is None:
                return None
            arguments.append(then)
        values = [*arguments[1::2][: len(formula.cases) - 1], arguments[-1]]
        marks = [case.then.expression.mark if isinstance(case.then, Plain) else formula.mark for case in formula.cases]
        common = self.resolver.operations.common(values, marks)
        if common is None:
            return None
        type_, fitted = common
        for place, then in enumerate(fitted):
            arguments[min(2 * place + 1, len(arguments) - 1)] = then
        self.resolver.noted.branching(Branching(tuple(conditions), formula.cases[-1].mark))
        return self.table.make("choose", type_, tuple(arguments), None, formula.mark)

    def _words(self, ruleset: RuleSet, formula: Choice) -> tuple[str, ...]:
        """The words a choice is between: every branch is a word that names nothing, or `none`."""
        found: list[str] = []
        names = {*self.resolver.names[ruleset.id], *ruleset.defined, *self.resolver.scope, *TIME_UNITS, "on", "unknown", "none"}
        for case in formula.cases:
            match case.then:
                case Plain(ex.Word(text=text)):
                    found.append(text)
                case Plain(ex.Name(name=name)) if name not in names:
                    found.append(name)
                case NoValue():
                    continue
                case _:
                    return ()
        return tuple(dict.fromkeys(found))

    def _word(self, formula: Formula, words: tuple[str, ...]) -> Term:
        if isinstance(formula, Plain):
            tree = formula.expression
            text = tree.text if isinstance(tree, ex.Word) else getattr(tree, "name", "")
            return self.table.make("option", option(words), (), words.index(text), tree.mark)
        return self.table.make("none", NOTHING)

    def _lookup(self, ruleset: RuleSet, formula: Lookup) -> Term | None:
        parameter = self.resolver.parameter(ruleset, formula.of)
        if parameter is None or not parameter.keyed_by:
            if parameter is None and self.resolver.expression(ruleset, formula.of) is None:
                return None
            found = "a parameter without keys" if parameter else "what is no parameter"
            return self._wrong(formula.of.mark, found, "a parameter with `by: {name: [..]}` or bands")
        by = self.resolver.expression(ruleset, formula.by)
        at = self._typed(ruleset, formula.at, DATE, "a date") if formula.at else self.table.make("law_date", DATE)
        if by is None or at is None:
            return None
        by = self.resolver.operations.settled(by)
        if by.type.kind != ("number" if parameter.banded else "option"):
            return self._wrong(formula.by.mark, str(by.type), "a number" if parameter.banded else "a choice of the words " + ", ".join(parameter.keys))
        stray = [word for word in by.type.options if word not in parameter.keys] if not parameter.banded else []
        if stray:
            close, options = nearest(stray[0], parameter.keys), ", ".join(parameter.keys)
            self.resolver.problems.add("IR215", formula.by.mark, name=stray[0], suggestion=close, options=options)
            return None
        return self.table.make("lookup", number(parameter.unit), (at, by), parameter.id, formula.mark)

    def _prefer(self, ruleset: RuleSet, formula: Prefer) -> Term | None:
        found = [self.read(ruleset, part) for part in formula.parts]
        terms = [one for one in found if one]
        if len(terms) < len(found):
            return None
        marks = [part.expression.mark if isinstance(part, Plain) else formula.mark for part in formula.parts]
        common = self.resolver.operations.common(terms, marks)
        if common is None:
            return None
        type_, terms = common
        if type_.kind not in ("number", "date", "option"):
            return self._wrong(formula.mark, str(type_), "dates, numbers or words")
        return self.table.make("prefer", type_, tuple(terms), None, formula.mark)

    def _tally(self, ruleset: RuleSet, formula: Tally) -> Term | None:
        of = self._typed(ruleset, formula.of, WEEKS, "a set of weeks")
        nothing = self.table.make("none", NOTHING)
        begins = self._typed(ruleset, formula.begins, DATE, "a date") if formula.begins else nothing
        if of is None or begins is None:
            return None
        if formula.after is None or formula.rest is None or formula.within is None:
            return self.table.make("tally", number("weeks"), (of, begins), None, formula.mark)
        after = self._typed(ruleset, formula.after, number("weeks"), "a number of weeks")
        rest = self._typed(ruleset, formula.rest, WEEKS, "a set of weeks")
        within = self._typed(ruleset, formula.within, number("months"), "a number of months")
        at_once = self._typed(ruleset, formula.at_once, TRUTH, "a condition") if formula.at_once else self.resolver.reads_payments.constant(True)
        if not (after and rest and within and at_once):
            return None
        return self.table.make("tally", number("weeks"), (of, begins, rest, after, within, at_once), None, formula.mark)

    def _typed(self, ruleset: RuleSet, tree: ex.Expression, type_: Type, expected: str) -> Term | None:
        found = self.resolver.expression(ruleset, tree)
        if found and found.type != type_ and not (type_ is DATE and found.type is NOTHING):
            return self._wrong(tree.mark, str(found.type), expected)
        return found

    def _wrong(self, mark: Mark, found: str, expected: str) -> Term | None:
        self.resolver.problems.add("IR211", mark, found=found, expected=expected)
        return None
