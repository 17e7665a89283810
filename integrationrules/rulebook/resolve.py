"""Looks every name up, types every expression and checks its units: from the model to terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from . import expression as ex
from .diagnostics import Diagnostics, Mark, nearest
from .kinds import kind_names
from .model import (
    Assumption,
    Choice,
    Count,
    Definition,
    Formula,
    NoValue,
    Parameter,
    Plain,
    Rule,
    RuleSet,
    Selection,
    Unbuilt,
    Weeks,
)
from .operations import Operations
from .reading import ExpressionReader
from .terms import DATE, NOTHING, WEEKS, Term, TermTable, Type, number, option
from .units import TIME_UNITS
from .where import Where

__all__ = ["Resolver"]

Definable = Parameter | Assumption | Selection | Definition | Rule | Unbuilt


class Resolver:
    """Turns named definitions into terms, each once; mistakes go to `problems` and give None."""

    def __init__(self, rulesets: Mapping[str, RuleSet], problems: Diagnostics) -> None:
        self.rulesets, self.problems, self._told = rulesets, problems, problems
        self.table = TermTable()
        self.operations = Operations(self.table, problems)
        self.used: set[str] = set()
        """Ids of what anything refers to, and `ruleset uses alias` for each `uses` that is needed."""
        self.names: dict[str, dict[str, Definable]] = {id_: _names(ruleset) for id_, ruleset in rulesets.items()}
        self._expressions = ExpressionReader(self)
        self._done: dict[str, Term | None] = {}
        self._open: list[str] = []
        self._too_long = False

    @contextmanager
    def quietly(self) -> Iterator[Diagnostics]:
        """To try a reading: its mistakes are not told, those of definitions it looks up are."""
        kept, quiet = self.problems, Diagnostics()
        self._tell(quiet)
        try:
            yield quiet
        finally:
            self._tell(kept)

    def _tell(self, problems: Diagnostics) -> None:
        self.problems = self.operations.problems = problems

    def expression(self, ruleset: RuleSet, tree: ex.Expression) -> Term | None:
        """The term of an expression in the names of a rule set."""
        return self._expressions.read(ruleset, tree)

    def is_unread(self, ruleset_id: str, name: str) -> bool:
        """Whether the name is there, but a mistake reported there keeps it from being used."""
        ruleset = self.rulesets.get(ruleset_id)
        return ruleset is None or (name in ruleset.defined and name not in self.names[ruleset_id])

    # -- definitions ------------------------------------------------------------------------------------------------

    def define(self, full_id: str) -> Term | None:
        """The term of a definition, a rule's verdict or value; None if it cannot be made."""
        if full_id in self._done:
            return self._done[full_id]
        ruleset_id, _, name = full_id.rpartition(".")
        item = self.names[ruleset_id][name]
        mark = item.mark
        if full_id in self._open:
            circle = [*self._open[self._open.index(full_id):], full_id]
            self.problems.add("IR012", mark, name=name, path=" -> ".join(part.rpartition(".")[2] for part in circle))
            return None
        self._open.append(full_id)
        kept, found = self.problems, None
        self._tell(self._told)
        try:
            found = self._define(self.rulesets[ruleset_id], item, full_id)
        except RecursionError:
            self._done[full_id] = None
            if len(self._open) > 1:
                raise
            if not self._too_long:
                self.problems.add("IR009", mark, path=mark.path, why="its definitions build on each other too deeply")
            self._too_long = True
        finally:
            self._open.pop()
            self._tell(kept)
        self._done[full_id] = found
        return found

    def _define(self, ruleset: RuleSet, item: Definable, full_id: str) -> Term | None:
        make, mark = self.table.make, item.mark
        what: str
        match item:
            case Unbuilt():
                self.unbuilt(ruleset, item)
                return None
            case Parameter() if item.keyed_by:
                self.problems.add("IR901", mark, what="a parameter with one value a key or band")
                return None
            case Parameter():
                date = make("law_date", DATE)
                return make("parameter", DATE if item.unit == "date" else number(item.unit), (date,), full_id, mark)
            case Assumption():
                return make("assumption", option(item.options), (), full_id, mark)
            case Selection():
                return self._selection(ruleset, item)
            case Definition():
                inner, what = self.formula(ruleset, item.formula), item.what
                if inner and item.what == "set" and inner.type is NOTHING:
                    inner = None
                if inner and item.what == "set" and inner.type.kind != "weeks":
                    at = item.formula.expression.mark if isinstance(item.formula, Plain) else mark
                    self.problems.add("IR211", at, found=str(inner.type), expected="a set of weeks")
                    inner = None
            case Rule():
                value = self.formula(ruleset, item.value) if item.value else None
                when = self.condition(ruleset, item)
                inner, what = value if item.value else when, "rule"
        inner = self.operations.settled(inner) if inner else None
        return make("named", inner.type, (inner,), (full_id, what), mark) if inner else None

    def unbuilt(self, ruleset: RuleSet, item: Unbuilt) -> None:
        """Says that it is not computed. What it says of other rule sets must exist; its own names are its own."""
        self.problems.add("IR901", item.mark, what=item.what)
        for each in (part for tree in item.mentions for part in ex.walk(tree)):
            if isinstance(each, ex.Attribute) and isinstance(each.base, ex.Name) and each.base.name in dict(ruleset.uses):
                self._expressions.used_name(ruleset, each.base.name, each.name, each.mark)

    def condition(self, ruleset: RuleSet, rule: Rule) -> Term | None:
        """The rule's `when`, which must be a condition."""
        if rule.when is None:
            return None
        found = self.formula(ruleset, rule.when)
        if found and found.type.kind != "truth":
            self.problems.add("IR211", rule.when.expression.mark if isinstance(rule.when, Plain) else rule.mark, found=str(found.type), expected="a condition")
            return None
        return found

    def _selection(self, ruleset: RuleSet, item: Selection) -> Term | None:
        facts = self.facts(ruleset, item.kind, item.where, item.none_before, item.administrative, item.mark)
        if facts is None:
            return None
        facts = self.table.make("named", facts.type, (facts,), (item.id, "facts"), item.mark)
        if not item.first:
            return facts
        record = self.table.make("first", Type("record", item.kind), (facts,), None, item.mark)
        return self.table.make("named", record.type, (record,), (item.id, "fact"), item.mark)

    def facts(self, ruleset: RuleSet, kind: str, where: ex.Expression | None, none_before: object, administrative: bool, mark: Mark) -> Term | None:
        """Facts of one kind under a condition on their own fields."""
        if kind not in kind_names():
            self.problems.add("IR216", mark, what="kind of fact", name=kind, suggestion=nearest(kind, kind_names()), allowed=", ".join(kind_names()))
            return None
        condition: Term | None = None
        if where is not None:
            condition = Where(self, ruleset, kind).read(where)
            if condition is None:
                return None
        detail = (kind, none_before, administrative)
        return self.table.make("facts", Type("facts", kind), (condition,) if condition else (), detail, mark)

    # -- formulas -----------------------------------------------------------------------------------------------------

    def formula(self, ruleset: RuleSet, formula: Formula) -> Term | None:
        """The term of a right-hand side."""
        make = self.table.make
        match formula:
            case Plain(expression):
                return self.expression(ruleset, expression)
            case NoValue():
                return make("none", NOTHING)
            case Weeks():
                facts = self.facts(ruleset, formula.kind, formula.where, None, False, formula.mark)
                return make("weeks", WEEKS, (facts,), formula.mode, formula.mark) if facts else None
            case Count():
                return self._count(ruleset, formula)
            case Choice():
                return self._choice(ruleset, formula)

    def _count(self, ruleset: RuleSet, formula: Count) -> Term | None:
        if formula.up_to is None:
            of = self.expression(ruleset, formula.of)
            if of and of.type.kind != "weeks":
                self.problems.add("IR211", formula.of.mark, found=str(of.type), expected="a set of weeks")
                return None
            return self.table.make("count_weeks", number("weeks"), (of,), None, formula.mark) if of else None
        parts = formula.of.parts if isinstance(formula.of, ex.BooleanOperation) and formula.of.operator == "or" else (formula.of,)
        selections = [self.expression(ruleset, part) for part in parts]
        last = self.expression(ruleset, formula.up_to)
        for part, selection in zip(parts, selections, strict=True):
            if selection and selection.type.kind != "facts":
                self.problems.add("IR211", part.mark, found=str(selection.type), expected="facts, or facts or facts")
                return None
        if last and last.type != DATE:
            self.problems.add("IR211", formula.up_to.mark, found=str(last.type), expected="a date")
            return None
        if last is None or not all(selections):
            return None
        arguments = (last, *(one for one in selections if one))
        return self.table.make("count_facts", number(TIME_UNITS[formula.by]), arguments, formula.by, formula.mark)

    def _choice(self, ruleset: RuleSet, formula: Choice) -> Term | None:
        arguments: list[Term] = []
        for case in formula.cases:
            then = self.formula(ruleset, case.then)
            if case.condition is not None:
                condition = self.expression(ruleset, case.condition)
                if condition and condition.type.kind != "truth":
                    self.problems.add("IR211", case.condition.mark, found=str(condition.type), expected="a condition")
                    condition = None
                if condition is None:
                    return None
                arguments.append(condition)
            if then is None:
                return None
            arguments.append(then)
        values = [*arguments[1::2][: len(formula.cases) - 1], arguments[-1]]
        marks = [case.then.expression.mark if isinstance(case.then, Plain) else formula.mark for case in formula.cases]
        common = self.operations.common(values, marks)
        if common is None:
            return None
        type_, fitted = common
        for place, then in enumerate(fitted):
            arguments[min(2 * place + 1, len(arguments) - 1)] = then
        return self.table.make("choose", type_, tuple(arguments), None, formula.mark)


def _names(ruleset: RuleSet) -> dict[str, Definable]:
    """Everything a rule set defines, by its last name."""
    groups: tuple[tuple[Definable, ...], ...] = (
        ruleset.parameters, ruleset.assumptions, ruleset.selections, ruleset.definitions, ruleset.rules, ruleset.unbuilt,
    )
    return {item.id.rpartition(".")[2]: item for group in groups for item in group}
