"""Candidates, payments and deadlines made ready: their names looked up, their parts typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import expression as ex
from .diagnostics import Mark, nearest
from .model import Candidate, Deadline, Payment, Plain, RuleSet
from .terms import DATE, NOTHING, TRUTH, Term, Type, number

if TYPE_CHECKING:
    from .resolve import Resolver

__all__ = ["PAYMENT_PARTS", "CandidateResolver"]

PAYMENT_PARTS = {"earned_on": DATE, "last_day": DATE, "claim_by": DATE, "final_by": DATE, "amount": number("DKK")}
"""What another rule may ask of a payment."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A candidate and the names its conditions may use."""

    source: Term
    names: dict[str, Term]


class CandidateResolver:
    """Looks up candidates and what is paid for them."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver, self.table = resolver, resolver.table
        self._scopes: dict[str, Scope | None] = {}

    def scope(self, ruleset: RuleSet, item: Candidate) -> Scope | None:
        """The candidate's facts and names; None after a mistake."""
        if item.id not in self._scopes:
            self._scopes[item.id] = None
            with self.resolver.scoped({}):
                self._scopes[item.id] = self._scope(ruleset, item)
        return self._scopes[item.id]

    def _scope(self, ruleset: RuleSet, item: Candidate) -> Scope | None:
        sources = self._sources(ruleset, item.each)
        if sources is None:
            return None
        joined = [self._over_options(ruleset, tree, kind) for tree, kind in ((item.gap, "time"), (item.weekends, "truth"), (item.merged_when, "truth"))]
        if any(tree is not None and term is None for tree, term in zip((item.gap, item.weekends, item.merged_when), joined, strict=True)):
            return None
        constant = self.constant
        gap = joined[0] or self.table.make("number", number("days"), (), 0)
        merged_when = constant(False) if not item.merged else joined[2] or constant(True)
        arguments = (gap, joined[1] or constant(False), merged_when, *(part for pair in sources for part in pair))
        kinds = {facts.type.unit for facts, _ in sources}
        kind = kinds.pop() if len(kinds) == 1 and not item.merged else ""
        source = self.table.make("candidates", Type("candidate", kind), arguments, item.id, item.mark)
        leaf = self.table.make("candidate", Type("candidate", kind), (source,), item.id, item.mark)
        names = {item.id.rpartition(".")[2]: leaf}
        for value in item.values:
            with self.resolver.scoped(names):
                inner = self.resolver.formula(ruleset, value.formula)
            if inner is None:
                return None
            inner = self.resolver.operations.settled(inner)
            names[value.id.rpartition(".")[2]] = self.table.make("named", inner.type, (inner,), (value.id, "measure"), value.mark)
        return Scope(source, names)

    def _sources(self, ruleset: RuleSet, tree: ex.Expression) -> list[tuple[Term, Term]] | None:
        """Facts, each with the condition it hangs on."""
        parts = tree.parts if isinstance(tree, ex.BooleanOperation) and tree.operator == "or" else (tree,)
        found: list[tuple[Term, Term]] = []
        for part in parts:
            facts: ex.Expression = part
            conditions: tuple[ex.Expression, ...] = ()
            if isinstance(part, ex.BooleanOperation) and part.operator == "and":
                facts, conditions = part.parts[0], part.parts[1:]
            term = self.resolver.expression(ruleset, facts)
            if term is None:
                return None
            if term.type.kind != "facts":
                self._wrong(facts.mark, str(term.type), "facts, or facts and a condition over assumptions")
                return None
            terms = [self._over_options(ruleset, one, "truth") for one in conditions]
            if not all(terms):
                return None
            sure = [one for one in terms if one]
            condition = sure[0] if len(sure) == 1 else self.table.make("and", TRUTH, tuple(sure)) if sure else self.constant(True)
            found.append((term, condition))
        return found

    def _over_options(self, ruleset: RuleSet, tree: ex.Expression | None, kind: str) -> Term | None:
        """A number of days, or a condition, that is the same for all citizens."""
        if tree is None:
            return None
        term = self.resolver.expression(ruleset, tree)
        if term is None:
            return None
        if (kind == "truth" and term.type != TRUTH) or (kind == "time" and term.type != number("days")):
            return self._wrong(tree.mark, str(term.type), "a condition" if kind == "truth" else "a number of days, as in 3 * day")
        about = {"citizen", "first", "field", "facts", "on", "law_date", "weeks", "parameter", "payment"} & term.operations
        if about:
            return self._wrong(tree.mark, "a value that differs between citizens", "a value that only assumptions decide")
        return term

    def constant(self, value: bool) -> Term:
        """A condition that is always, or never, met."""
        return self.table.make("constant", TRUTH, (), value)

    def payment(self, ruleset: RuleSet, item: Payment) -> Term | None:
        """The payment as one term; its parts are read from it."""
        names = self.resolver.candidates[ruleset.id]
        if item.candidate not in names:
            self.resolver.problems.add("IR210", item.candidate_mark, what="candidate", name=item.candidate, suggestion=nearest(item.candidate, names))
            return None
        self.resolver.used.add(names[item.candidate].id)
        scope = self.scope(ruleset, names[item.candidate])
        if scope is None:
            return None
        resolver, table = self.resolver, self.table
        with resolver.scoped(scope.names):
            earned = self._date(ruleset, item.earned_on)
        if earned is None:
            return None
        day_before = table.make("call", DATE, (earned, table.make("number", number("days"), (), -1)), ("after", ""), item.mark)
        outputs = {"earned_on": earned, "last_day": table.make("named", DATE, (day_before,), (f"{item.id}.last_day", "measure"), item.mark)}
        with resolver.scoped({**scope.names, **outputs}):
            truths = [resolver.expression(ruleset, tree) if tree else self.constant(True) for tree in (item.where, resolver.plain(item.rule.when))]
            for tree, term in zip((item.where, resolver.plain(item.rule.when)), truths, strict=True):
                if term is not None and term.type != TRUTH and tree is not None:
                    return self._wrong(tree.mark, str(term.type), "a condition")
            amount = resolver.formula(ruleset, item.rule.value) if item.rule.value else table.make("none", NOTHING)
            days = [self._date(ruleset, tree) if tree else table.make("none", NOTHING) for tree in (item.claim_by, item.final_by)]
            to = resolver.expression(ruleset, item.municipality) if item.municipality else table.make("none", NOTHING)
        if item.municipality and to and to.type != number("count"):
            return self._wrong(item.municipality.mark, str(to.type), "the number of a municipality")
        parts = [scope.source, *truths, earned, amount, *days, to]
        if not all(parts):
            return None
        if amount is not None and amount.type is not NOTHING and amount.type.kind != "number":
            at = item.rule.value.expression.mark if isinstance(item.rule.value, Plain) else item.mark
            return self._wrong(at, str(amount.type), "an amount")
        type_ = Type("payment", amount.type.unit if amount else "")
        return table.make("payment", type_, tuple(part for part in parts if part), (item.id, names[item.candidate].id), item.mark)

    def any_of(self, ruleset: RuleSet, tree: ex.Call) -> Term | None:
        """`any(job, condition)`: whether the condition holds of any candidate of that name."""
        named, condition = tree.arguments
        names, name = self.resolver.candidates[ruleset.id], named.name if isinstance(named, ex.Name) else ""
        if name not in names:
            self.resolver.problems.add("IR210", named.mark, what="candidate", name=name or "this", suggestion=nearest(name, names))
            return None
        self.resolver.used.add(names[name].id)
        scope = self.scope(ruleset, names[name])
        if scope is None:
            return None
        with self.resolver.scoped(scope.names):
            where = self.resolver.expression(ruleset, condition)
        if where is not None and where.type != TRUTH:
            return self._wrong(condition.mark, str(where.type), "a condition")
        return self.table.make("any", TRUTH, (scope.source, where), (name, names[name].id), tree.mark) if where else None

    def part(self, payment: Term, name: str, mark: Mark) -> Term | None:
        """One value of a payment, such as `earned_on`."""
        while payment.operation == "named":
            payment = payment.arguments[0]
        if name == "verdict":
            return self.table.make("payment_part", TRUTH, (payment,), "verdict", mark)
        type_ = number(payment.type.unit) if name == "amount" else DATE
        return self.table.make("payment_part", type_, (payment,), name, mark)

    def deadline(self, ruleset: RuleSet, item: Deadline) -> tuple[Term, Term, Term, Term] | None:
        """(applies, due, done or its absence, fulfilled in time)."""
        resolver, table = self.resolver, self.table
        assert item.rule.value is not None
        due = resolver.formula(ruleset, item.rule.value)
        if due is not None and due.type != DATE:
            self._wrong(item.mark, str(due.type), "a date under `due`")
            return None
        applies = resolver.expression(ruleset, item.applies) if item.applies else self.constant(True)
        done = self._date(ruleset, item.done) if item.done else table.make("none", NOTHING)
        for tree, term in ((item.applies, applies),):
            if term is not None and term.type != TRUTH and tree is not None:
                self._wrong(tree.mark, str(term.type), "a condition")
                return None
        if due is None or applies is None or done is None:
            return None
        if item.fulfilled is not None:
            fulfilled = resolver.expression(ruleset, item.fulfilled)
            if fulfilled is not None and fulfilled.type != TRUTH:
                self._wrong(item.fulfilled.mark, str(fulfilled.type), "a condition")
                return None
        elif item.done is not None:
            on = table.make("on", DATE)
            in_time, seen = (table.make("compare", TRUTH, (done, day), "<=", item.mark) for day in (due, on))
            fulfilled = table.make("and", TRUTH, (in_time, seen), None, item.mark)
        else:
            fulfilled = self.constant(False)     # a day that only passes: nothing shows that it was kept
        return (applies, due, done, fulfilled) if fulfilled else None

    def _date(self, ruleset: RuleSet, tree: ex.Expression) -> Term | None:
        term = self.resolver.expression(ruleset, tree)
        if term is not None and term.type is not NOTHING and term.type != DATE:
            return self._wrong(tree.mark, str(term.type), "a date")
        return term

    def _wrong(self, mark: Mark, found: str, expected: str) -> Term | None:
        self.resolver.problems.add("IR211", mark, found=found, expected=expected)
        return None
