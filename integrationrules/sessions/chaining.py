"""What chainers share: what is known, what was concluded from it, and the rules of one rule set in the order they are asked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from integrationrules.rulebook.alerts.conditions import TODAYS, Field, Test
from integrationrules.rulebook.alerts.ready import ReadyAlert, ReadyPattern
from integrationrules.rulebook.fingerprint import fingerprint
from integrationrules.rulebook.layout import TODAY

__all__ = ["Chainer", "Concluded", "Known", "Program", "Value", "digest", "today_is"]

Value = int | str
"""A day as its ordinal, a condition as 0 or 1, a number in ten-thousandths, or a word."""


@dataclass(frozen=True, slots=True)
class Known:
    """A fact, a decision or a conclusion for chaining. A field that is not known is left out; `ref` tells it from all others."""

    kind: str
    ref: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Concluded:
    """One conclusion: by which rule, and from what. Who derived it makes no difference."""

    rule: ReadyAlert
    bindings: tuple[Known, ...]
    """What each pattern of `given` matched, in order."""
    today: int

    @property
    def ref(self) -> str:
        """The same for the same rule and bindings, whatever their values."""
        return digest([self.rule.id, *(one.ref for one in self.bindings)])

    @property
    def known(self) -> Known:
        """The conclusion, for rules that ask for it."""
        found = {name: self._value(source) for name, source in self.rule.concludes}
        return Known(self.rule.kind, self.ref, {name: value for name, value in found.items() if value is not None})

    def _value(self, source: Field) -> Value | None:
        return self.today if source.place == TODAYS else self.bindings[source.place].values.get(source.name)


@dataclass(frozen=True, slots=True)
class Program:
    """The alert rules of one rule set, each after those it builds on."""

    ruleset: str
    rules: tuple[ReadyAlert, ...]
    id: str = field(init=False)
    """A hash of the rules: equal rules have equal engines."""
    kinds: Mapping[str, frozenset[str]] = field(init=False)
    """The fields that the rules read, by kind."""

    def __post_init__(self) -> None:
        read: dict[str, set[str]] = {}
        for rule in self.rules:
            for number, pattern in enumerate((*rule.given, *rule.unless)):
                read.setdefault(pattern.kind, set())
                for test in _tests(pattern):
                    read[pattern.kind].add(test.name)
                    if isinstance(test.against, Field) and test.against.place not in (TODAYS, number):
                        read.setdefault(rule.given[test.against.place].kind, set()).add(test.against.name)
            for _, source in rule.concludes:
                if source.place != TODAYS:
                    read[rule.given[source.place].kind].add(source.name)
        object.__setattr__(self, "id", fingerprint(self.rules))
        object.__setattr__(self, "kinds", {kind: frozenset(names) for kind, names in read.items()})

    @property
    def levels(self) -> tuple[tuple[ReadyAlert, ...], ...]:
        """The rules by level, the lowest first."""
        return tuple(tuple(one for one in self.rules if one.level == level) for level in sorted({one.level for one in self.rules}))

    @property
    def decisions(self) -> tuple[str, ...]:
        """Full ids of the rules that are asked."""
        return tuple(dict.fromkeys(one for rule in self.rules for one in rule.decisions))


class Chainer(Protocol):
    """Derives what follows. Chainers agree on everything but speed."""

    @property
    def name(self) -> str:
        """`durable` or `builtin`."""

    def conclude(self, program: Program, known: Sequence[Known], today: int) -> tuple[Concluded, ...]:
        """Everything that follows, each once, in order of `ref`."""


def today_is(day: int) -> Known:
    """The day as something known."""
    return Known(TODAY, TODAY, {TODAY: day})


def digest(parts: Iterable[str]) -> str:
    """32 hexadecimal digits that are the same for the same texts."""
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=True).encode()).hexdigest()[:32]


def _tests(pattern: ReadyPattern) -> Iterable[Test]:
    return (test for alternative in pattern.alternatives for test in alternative)
