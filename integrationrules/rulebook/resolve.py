"""Looks every name up, types every expression and checks its units: from the model to terms."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager

from . import expression as ex
from .candidates import CandidateResolver
from .diagnostics import Diagnostics, Mark, nearest
from .kinds import kind_names
from .model import (
    Assumption,
    Candidate,
    Deadline,
    Definition,
    Formula,
    Parameter,
    Payment,
    Plain,
    Rule,
    RuleSet,
    Selection,
)
from .noted import Branching, Noted
from .operations import Operations
from .reading import ExpressionReader
from .righthand import FormulaResolver
from .terms import DATE, NOTHING, TRUTH, Term, TermTable, Type, number, option
from .where import Where

__all__ = ["Resolver"]

Definable = Parameter | Assumption | Selection | Definition | Rule | Payment | Deadline


class Resolver:
    """Turns named definitions into terms, each once; mistakes go to `problems` and give None."""

    def __init__(
        self, rulesets: Mapping[str, RuleSet], problems: Diagnostics, table: TermTable | None = None, known: Mapping[str, Term | None] | None = None,
    ) -> None:
        """`table` holds terms made before, `known` what definitions that have not changed since are."""
        self.rulesets, self.problems, self._told = rulesets, problems, problems
        self.table = TermTable() if table is None else table
        self.noted = Noted()
        """Conditions and cases, for `check_branches`."""
        self.operations = Operations(self.table, problems, self.noted)
        self.used: set[str] = set()
        """Ids of what anything refers to, and `ruleset uses alias` for each `uses` that is needed."""
        self.names: dict[str, dict[str, Definable]] = {id_: _names(ruleset) for id_, ruleset in rulesets.items()}
        self.candidates: dict[str, dict[str, Candidate]] = {
            id_: {one.id.rpartition(".")[2]: one for one in ruleset.candidates} for id_, ruleset in rulesets.items()}
        self.scope: dict[str, Term] = {}
        """Names that mean something only here: a candidate and its values, inside its own conditions."""
        self.reads_payments = CandidateResolver(self)
        self._expressions = ExpressionReader(self)
        self._formulas = FormulaResolver(self)
        self._done: dict[str, Term | None] = dict(known or {})
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

    @contextmanager
    def scoped(self, names: dict[str, Term]) -> Iterator[None]:
        """To read with names of a candidate."""
        kept, self.scope = self.scope, names
        try:
            yield
        finally:
            self.scope = kept

    def _tell(self, problems: Diagnostics) -> None:
        self.problems = self.operations.problems = problems

    def expression(self, ruleset: RuleSet, tree: ex.Expression) -> Term | None:
        """The term of an expression in the names of a rule set."""
        return self._expressions.read(ruleset, tree)

    def defined(self, rulesets: Container[str]) -> dict[str, Term | None]:
        """What the definitions of some rule sets are, as far as anything has asked."""
        return {full_id: term for full_id, term in self._done.items() if full_id.rpartition(".")[0] in rulesets}

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
            with self.scoped({}):
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
                inner, what = self.value(ruleset, item) if item.value else self.condition(ruleset, item), "rule"
            case Payment():
                payment = self.reads_payments.payment(ruleset, item)
                inner, what = self.reads_payments.part(payment, "verdict", mark) if payment else None, "rule"
            case Deadline():
                parts = self.reads_payments.deadline(ruleset, item)
                nothing = make("none", NOTHING)
                inner, what = make("choose", DATE, (parts[0], parts[1], nothing), None, mark) if parts else None, "rule"
        inner = self.operations.settled(inner) if inner else None
        return make("named", inner.type, (inner,), (full_id, what), mark) if inner else None

    def condition(self, ruleset: RuleSet, rule: Rule) -> Term | None:
        """The rule's `when`, which must be a condition, with its exceptions before it."""
        if rule.when is None:
            return None
        found = self.formula(ruleset, rule.when)
        if found and found.type.kind == "weeks" and rule.period == "week":
            found = self.table.make("in_week", TRUTH, (found,), None, rule.mark)
        if found and found.type.kind != "truth":
            self.problems.add("IR211", rule.when.expression.mark if isinstance(rule.when, Plain) else rule.mark, found=str(found.type), expected="a condition")
            return None
        outcomes = [self.table.make("constant", TRUTH, (), bool(one.verdict)) for one in rule.exceptions]
        conditions = self._exceptions(ruleset, rule, outcomes)
        if conditions is None or found is None:
            return None
        for one, condition, constant in reversed(list(zip(rule.exceptions, conditions, outcomes, strict=True))):
            found = self.table.make("choose", TRUTH, (condition, constant, found), "except", one.mark)
        return found

    def value(self, ruleset: RuleSet, rule: Rule) -> Term | None:
        """The rule's `value`, with its exceptions before it."""
        found = self.formula(ruleset, rule.value) if rule.value else None
        if rule.when is not None or found is None:
            return found
        values = [self.formula(ruleset, one.value) if one.value else None for one in rule.exceptions]
        outcomes = [one for one in values if one]
        conditions = self._exceptions(ruleset, rule, outcomes) if len(outcomes) == len(values) else None
        if conditions is None:
            return None
        for one, condition, then in reversed(list(zip(rule.exceptions, conditions, outcomes, strict=True))):
            common = self.operations.common([then, found], [one.mark, rule.mark])
            if common is None:
                return None
            type_, (then, found) = common
            found = self.table.make("choose", type_, (condition, then, found), "except", one.mark)
        return found

    def _exceptions(self, ruleset: RuleSet, rule: Rule, outcomes: list[Term]) -> list[Term] | None:
        """The conditions of a rule's exceptions; None after a mistake."""
        found: list[Term] = []
        for one in rule.exceptions:
            term = self.expression(ruleset, one.condition)
            if term and term.type != TRUTH:
                self.problems.add("IR211", one.condition.mark, found=str(term.type), expected="a condition")
            elif term:
                found.append(term)
        if len(found) < len(rule.exceptions):
            return None
        conditions = tuple(zip((one.condition.mark for one in rule.exceptions), found, strict=True))
        self.noted.branching(Branching(conditions, rule.mark, tuple(outcomes)))
        return found

    def plain(self, formula: Formula | None) -> ex.Expression | None:
        """The expression of a formula that is nothing more."""
        return formula.expression if isinstance(formula, Plain) else None

    def formula(self, ruleset: RuleSet, formula: Formula) -> Term | None:
        """The term of a right-hand side."""
        return self._formulas.read(ruleset, formula)

    def parameter(self, ruleset: RuleSet, tree: ex.Expression) -> Parameter | None:
        """The parameter that a name stands for, if it does."""
        found: Definable | None = None
        if isinstance(tree, ex.Name):
            found = self.names[ruleset.id].get(tree.name)
        elif isinstance(tree, ex.Attribute) and isinstance(tree.base, ex.Name):
            alias = tree.base.name
            target = dict(ruleset.uses).get(alias)
            found = self.names[target].get(tree.name) if target in self.names else None
            self.used.add(f"{ruleset.id} uses {alias}")
        if isinstance(found, Parameter):
            self.used.add(found.id)
            return found
        return None

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


def _names(ruleset: RuleSet) -> dict[str, Definable]:
    """Everything a rule set defines, by its last name."""
    groups: tuple[tuple[Definable, ...], ...] = (
        ruleset.parameters, ruleset.assumptions, ruleset.selections, ruleset.definitions, ruleset.rules, ruleset.payments,
        ruleset.deadlines,
    )
    return {item.id.rpartition(".")[2]: item for group in groups for item in group}
