"""A rule made ready: its condition, its value and the values its sentence shows, as terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from . import expression as ex
from .diagnostics import Diagnostics, nearest
from .model import Deadline, Payment, Rule, RuleSet
from .resolve import Resolver
from .terms import NOTHING, TRUTH, Term

__all__ = ["Due", "ReadyRule", "ready_rule", "scheme_of"]

MOST_READINGS = 256
"""Combinations of options left undecided that a rule may lean on."""
DEEPEST = 150
"""Steps that definitions may build on each other; the engine goes down one call a step."""
PERIOD_ONLY = {"quarter": {"quarter", "count_weeks"}, "week": {"week", "in_week", "tally"}, "citizen": {"payment", "candidates"}}
"""Operations that are only for rules about the period they name; sets of weeks need a quarter or a week."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"([a-z][a-z_0-9]*\.)?[a-z][a-z_0-9]*")


@dataclass(frozen=True, slots=True)
class Due:
    """Terms of a deadline: whether it applies, the last day in time, the day it was done; `shown` if anything shows that it was."""

    applies: Term
    day: Term
    done: Term
    shown: bool


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule with its terms: the condition, the value, and the values its sentence shows."""

    rule: Rule
    when: Term | None
    value: Term | None
    says: Mapping[str, Term] = field(repr=False)
    assumptions: tuple[str, ...]
    """Ids of the assumptions the rule leans on, sorted."""
    nodes: tuple[Term, ...] = field(repr=False)
    """Every term below `when`, `value`, `says` and the rest, each once."""
    payment: Term | None = field(default=None, repr=False)
    """What is paid for the first candidate that qualifies."""
    paid: Mapping[str, Term] = field(default_factory=dict, repr=False)
    """Whether it was claimed or paid."""
    due: Due | None = field(default=None, repr=False)

    @property
    def id(self) -> str:
        """The full id."""
        return self.rule.id

    @property
    def parameters(self) -> tuple[str, ...]:
        """Ids of the parameters it reads."""
        return tuple(dict.fromkeys(str(node.detail) for node in self.nodes if node.operation in ("parameter", "lookup")))


def scheme_of(resolver: Resolver, ruleset: RuleSet) -> str | None:
    """Id of the assumption that says which weeks a quarter has."""
    alias, _, name = (ruleset.quarter_weeks or "").rpartition(".")
    target = dict(ruleset.uses).get(alias) if alias else ruleset.id
    if alias:
        resolver.used.add(f"{ruleset.id} uses {alias}")
    mark = ruleset.marks.get("periods", ruleset.marks["ruleset"])
    known = {one.name: one for one in resolver.rulesets[target].assumptions} if target and target in resolver.rulesets else {}
    found = known.get(name)
    if found is None:
        if not target or not resolver.is_unread(target, name):
            prefix = f"{alias}." if alias else ""
            close = nearest(prefix + name, [prefix + one for one in known])
            resolver.problems.add("IR210", mark, what="assumption", name=ruleset.quarter_weeks, suggestion=close)
        return None
    if not set(found.options) <= {"thursday", "blocks13"}:
        resolver.problems.add("IR211", mark, found=", ".join(found.options), expected="the options thursday and blocks13")
        return None
    resolver.used.add(found.id)
    return found.id


def ready_rule(resolver: Resolver, ruleset: RuleSet, item: Rule | Payment | Deadline, problems: Diagnostics) -> ReadyRule | None:
    """The rule with its terms; None if a mistake keeps it from being answered."""
    named = resolver.define(item.id)
    if named is None:
        return None
    if isinstance(item, Payment):
        return _payment(resolver, ruleset, item, named, problems)
    if isinstance(item, Deadline):
        return _deadline(resolver, ruleset, item, named, problems)
    when = resolver.condition(ruleset, item)
    if item.when is not None and when is None:
        return None
    return _ready(resolver, ruleset, item, when, named if item.value else None, _says(resolver, ruleset, item, problems), problems, [named])


def _payment(resolver: Resolver, ruleset: RuleSet, item: Payment, named: Term, problems: Diagnostics) -> ReadyRule | None:
    payment = named.arguments[0].arguments[0]
    part = resolver.reads_payments.part
    parts = {name: part(payment, name, item.mark) for name in ("earned_on", "last_day", "claim_by", "final_by", "amount")}
    paid: dict[str, Term] = {}
    for name, tree in (("claimed", item.claimed_by), ("paid", item.paid_by)):
        facts = resolver.expression(ruleset, tree) if tree else None
        if facts is not None and facts.type.kind not in ("facts", "record"):
            problems.add("IR211", tree.mark if tree else item.mark, found=str(facts.type), expected="facts")
            return None
        if facts is not None:
            table = resolver.table
            record = table.make("first", facts.type, (facts,), None, item.mark) if facts.type.kind == "facts" else facts
            paid[name] = table.make("call", TRUTH, (record,), ("exists", ""), item.mark)
    amount = parts["amount"] if payment.arguments[4].type is not NOTHING else None
    candidate = resolver.candidates[ruleset.id][item.candidate]
    scope = resolver.reads_payments.scope(ruleset, candidate)
    with resolver.scoped({**(scope.names if scope else {}), **{name: term for name, term in parts.items() if term}}):
        says = _says(resolver, ruleset, item.rule, problems)
    extra = [term for term in (*parts.values(), *paid.values()) if term]
    return _ready(resolver, ruleset, item.rule, named, amount, says, problems, extra, payment=payment, paid=paid)


def _deadline(resolver: Resolver, ruleset: RuleSet, item: Deadline, named: Term, problems: Diagnostics) -> ReadyRule | None:
    parts = resolver.reads_payments.deadline(ruleset, item)
    if parts is None:
        return None
    applies, day, done, fulfilled = parts
    when = resolver.table.make("and", TRUTH, (applies, fulfilled), None, item.mark)
    due = Due(applies, day, done, item.done is not None or item.fulfilled is not None)
    with resolver.scoped({"due": day, **({"done": done} if item.done else {})}):
        says = _says(resolver, ruleset, item.rule, problems)
    return _ready(resolver, ruleset, item.rule, when, named, says, problems, [day, done], due=due)


def _ready(
    resolver: Resolver, ruleset: RuleSet, rule: Rule, when: Term | None, value: Term | None, says: dict[str, Term], problems: Diagnostics,
    others: list[Term], payment: Term | None = None, paid: Mapping[str, Term] | None = None, due: Due | None = None,
) -> ReadyRule | None:
    terms = [term for term in (when, value, *says.values(), *others) if term is not None]
    everything = {id(node): node for term in terms for node in term.walk()}.values()
    if max(node.depth for node in everything) > DEEPEST:
        problems.add("IR009", rule.mark, path=rule.mark.path, why=f"what '{rule.id.rpartition('.')[2]}' builds on is more than {DEEPEST} steps deep")
        return None
    elsewhere = {_other_period(node, rule.period) for node in _of_period(terms)} - {""}
    if elsewhere:
        needs = next(name for name in ("week", "citizen", "quarter") if name in elsewhere)
        problems.add("IR220", rule.mark, name=rule.id.rpartition(".")[2], period=rule.period, needs=needs)
        return None
    leaned = {str(node.detail) for node in everything if node.operation == "assumption"}
    if rule.period == "quarter" and ruleset.quarter_weeks and (scheme := scheme_of(resolver, ruleset)):
        leaned.add(scheme)
    if not _few_readings(resolver, rule, leaned, problems):
        return None
    return ReadyRule(rule, when, value, says, tuple(sorted(leaned)), tuple(everything), payment, paid or {}, due)


def _of_period(terms: Iterable[Term]) -> Iterator[Term]:
    """Every term that speaks of the rule's period; sets whose weeks are counted from one day to another bring their own weeks."""
    seen: set[int] = set()
    left = list(terms)
    while left:
        term = left.pop()
        if id(term) not in seen:
            seen.add(id(term))
            yield term
            left.extend(term.arguments[1:] if term.operation in ("count_span", "longest") else term.arguments)


def _other_period(node: Term, period: str) -> str:
    """The period a term needs, if it is not the rule's."""
    found = next((name for name, operations in PERIOD_ONLY.items() if name != period and node.operation in operations), "")
    return found or ("quarter" if node.operation == "weeks" and period == "citizen" else "")


def _few_readings(resolver: Resolver, rule: Rule, leaned: set[str], problems: Diagnostics) -> bool:
    """Whether all combinations of what is left undecided can be tried."""
    combinations, open_ = 1, []
    for ruleset in resolver.rulesets.values():
        for one in ruleset.assumptions:
            if one.id in leaned and one.default is None:
                combinations *= len(one.options)
                open_.append(one.name)
    if combinations > MOST_READINGS:
        problems.add("IR114", rule.mark, name=rule.id.rpartition(".")[2], count=combinations, most=MOST_READINGS, names=", ".join(open_))
    return combinations <= MOST_READINGS


def _says(resolver: Resolver, ruleset: RuleSet, rule: Rule, problems: Diagnostics) -> dict[str, Term]:
    """The values that a rule's sentence shows, by placeholder."""
    says: dict[str, Term] = {}
    if rule.says:
        for lang, mark in zip(("da", "en"), rule.says_marks or (rule.mark, rule.mark), strict=True):
            for name in _PLACEHOLDER.findall(rule.says.get(lang)):
                term, wrong = _placeholder(resolver, ruleset, name)
                if wrong is not None:
                    problems.add("IR218", mark.narrowed("{" + name + "}"), name=name, suggestion=wrong)
                elif term is not None:
                    says[name] = term
    return says


def _placeholder(resolver: Resolver, ruleset: RuleSet, name: str) -> tuple[Term | None, str | None]:
    """What a sentence shows; or, where it can show nothing, what to say of that."""
    ids = [one.id for one in ruleset.definitions if one.what == "measure"] + [one.id for one in ruleset.parameters]
    known = [id_.rpartition(".")[2] for id_ in ids] + list(resolver.scope)
    if not _NAME.fullmatch(name):
        return None, nearest(name, known)
    base, _, last = name.rpartition(".")
    mark = ruleset.marks["ruleset"]
    tree: ex.Expression = ex.Attribute(mark, ex.Name(mark, base), last) if base else ex.Name(mark, name)
    with resolver.quietly() as quiet:
        found = resolver.expression(ruleset, tree)
    if quiet.found:
        return None, nearest(name, known)
    if found is not None and found.type.kind in ("weeks", "facts", "record", "nothing", "span", "payment", "candidate"):
        return None, f": it is {found.type}"
    return found, None
