"""The chainer of our own: joins tried one after the other, rule by rule, in an order in which one pass is enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import eq, ge, gt, le, lt

from integrationrules.rulebook.alerts.conditions import TODAYS, Field, Test
from integrationrules.rulebook.alerts.ready import ReadyAlert, ReadyPattern

from .chaining import Concluded, Known, Program

__all__ = ["BuiltinChainer", "matches"]

_OPERATORS = {"<": lt, "<=": le, ">": gt, ">=": ge, "==": eq}


class BuiltinChainer:
    """Nothing follows from itself, so each rule is asked once, after all that it builds on.

    The patterns of a rule match different facts, those of `unless` too.
    """

    name = "builtin"

    def conclude(self, program: Program, known: Sequence[Known], today: int) -> tuple[Concluded, ...]:
        """Everything that follows, each once, in order of `ref`."""
        by_kind: dict[str, list[Known]] = {}
        for one in known:
            by_kind.setdefault(one.kind, []).append(one)
        found: dict[str, Concluded] = {}
        for rule in program.rules:
            for bound in _joined(rule, by_kind, (), today):
                if not any(matches(pattern, one, bound, today) for pattern in rule.unless for one in by_kind.get(pattern.kind, ())):
                    concluded = Concluded(rule, bound, today)
                    if concluded.ref not in found:
                        found[concluded.ref] = concluded
                        by_kind.setdefault(rule.kind, []).append(concluded.known)
        return tuple(found[ref] for ref in sorted(found))


def _joined(rule: ReadyAlert, by_kind: Mapping[str, Sequence[Known]], bound: tuple[Known, ...], today: int) -> Iterator[tuple[Known, ...]]:
    """Everything that `given` matches, pattern by pattern."""
    if len(bound) == len(rule.given):
        yield bound
        return
    pattern = rule.given[len(bound)]
    for one in by_kind.get(pattern.kind, ()):
        if matches(pattern, one, bound, today):
            yield from _joined(rule, by_kind, (*bound, one), today)


def matches(pattern: ReadyPattern, one: Known, bound: Sequence[Known], today: int) -> bool:
    """Whether something known matches a pattern beside what the patterns before it matched."""
    return one not in bound and any(all(_holds(test, one, bound, today) for test in alternative) for alternative in pattern.alternatives)


def _holds(test: Test, one: Known, bound: Sequence[Known], today: int) -> bool:
    """Whether the test is known to hold."""
    left, right = one.values.get(test.name), test.against
    if isinstance(right, Field):
        known = today if right.place == TODAYS else bound[right.place].values.get(right.name)
        if known is None:
            return False
        right = known
    return left is not None and bool(_OPERATORS[test.operator](left, right))
