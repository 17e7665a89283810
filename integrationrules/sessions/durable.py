"""The chainer over durable-rules: alert rules and facts as whole numbers for the guarded engine, and its firings as conclusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from integrationrules.rulebook.alerts.conditions import TODAYS, Field, Test
from integrationrules.rulebook.alerts.ready import ReadyAlert, ReadyPattern
from integrationrules.rulebook.layout import TODAY

from .chaining import Concluded, Known, Program, Value, today_is
from .guard import MOST_ALTERNATIVES, MOST_RULES, Comparison, EnginePattern, EngineRule, GuardedEngine, Posted
from .problems import ChainingError

__all__ = ["DurableChainer"]


class DurableChainer:
    """Guarded engines for the rules of a rule set, kept for as long as the process lives and rebuilt after an error.

    Today is the first pattern of every rule and the last fact posted: what must not be there is judged when all is there.
    """

    name = "durable"

    def __init__(self) -> None:
        self._engines: dict[str, tuple[_Engine, ...]] = {}

    def conclude(self, program: Program, known: Sequence[Known], today: int) -> tuple[Concluded, ...]:
        """Everything that follows, each once, in order of `ref`."""
        engines = self._engines.get(program.id, ())
        if not engines or any(one.engine.dead for one in engines):
            engines = self._engines[program.id] = tuple(_engines(program))
        found: dict[str, Concluded] = {}
        facts = [one for one in known if one.kind in program.kinds]
        for engine in engines:
            facts += engine.run(facts, today, found)
        return tuple(found[ref] for ref in sorted(found))


def _engines(program: Program) -> Iterator[_Engine]:
    """One engine for each level, or several where one fact could match more patterns than an engine takes.

    The rules stand in an order in which each comes after those it builds on, so that what an engine concludes is there for the next.
    """
    coding = _Coding(program)
    for rules in program.levels:
        coded: list[tuple[ReadyAlert, EngineRule]] = []
        asked: Counter[int] = Counter()
        for rule, one in ((each, one) for each in rules for one in coding.rules(each)):
            kinds = Counter(pattern.kind for pattern in (*one.given, *one.unless))
            if coded and max((asked + kinds).values()) > MOST_ALTERNATIVES:
                yield _Engine(coding, coded)
                coded, asked = [], Counter()
            coded.append((rule, one))
            asked += kinds
        yield _Engine(coding, coded)


class _Coding:
    """Kinds, fields and words of a rule set as numbers and short names. Beside each field stands whether it is known."""

    def __init__(self, program: Program) -> None:
        self.kinds = {kind: number for number, kind in enumerate((TODAY, *sorted(program.kinds)))}
        fields = (TODAY, *sorted(set().union(*program.kinds.values()) if program.kinds else ()))
        self.names = {name: f"v{number}" for number, name in enumerate(fields)}
        self.properties = tuple(each for name in self.names.values() for each in (name, f"{name}_known"))
        self._words: dict[str, int] = {}

    def value(self, value: Value) -> int:
        """A word by its number; equal words have equal numbers."""
        return self._words.setdefault(value, len(self._words)) if isinstance(value, str) else value

    def posted(self, one: Known) -> Posted:
        """What is known, with every property; one that is not known is 0 and says so."""
        values: dict[str, int] = {}
        for name, short in self.names.items():
            found = one.values.get(name)
            values[short], values[f"{short}_known"] = (0, 0) if found is None else (self.value(found), 1)
        return Posted(self.kinds[one.kind], values)

    def rules(self, rule: ReadyAlert) -> list[EngineRule]:
        """A rule for each way its alternatives combine; what must not be there stands in every one of them."""
        count = prod(len(pattern.alternatives) for pattern in rule.given)
        if count > MOST_RULES:
            raise ChainingError("too_many_rules", count=count, most=MOST_RULES)
        unless = tuple(self._pattern(pattern, number) for pattern in rule.unless for number in range(len(pattern.alternatives)))
        chosen = product(*(range(len(pattern.alternatives)) for pattern in rule.given))
        return [EngineRule((EnginePattern(self.kinds[TODAY]), *map(self._pattern, rule.given, numbers)), unless) for numbers in chosen]

    def _pattern(self, pattern: ReadyPattern, number: int) -> EnginePattern:
        comparisons: list[Comparison] = []
        for test in pattern.alternatives[number]:
            short = self.names[test.name]
            comparisons.append(Comparison(f"{short}_known", "==", 1))
            comparisons += self._joined_known(test)
            comparisons.append(Comparison(short, test.operator, self._against(test)))
        return EnginePattern(self.kinds[pattern.kind], tuple(dict.fromkeys(comparisons)))

    def _joined_known(self, test: Test) -> list[Comparison]:
        """What it is compared with must be known as well."""
        if not isinstance(test.against, Field) or test.against.place == TODAYS:
            return []
        return [Comparison(f"{self.names[test.name]}_known", "==", (test.against.place + 1, f"{self.names[test.against.name]}_known"))]

    def _against(self, test: Test) -> int | tuple[int, str]:
        if isinstance(test.against, Field):
            return (test.against.place + 1, self.names[test.against.name])
        return self.value(test.against)


class _Engine:
    """Rules that are asked together."""

    def __init__(self, coding: _Coding, coded: Sequence[tuple[ReadyAlert, EngineRule]]) -> None:
        self.coding, self.rules = coding, [rule for rule, _ in coded]
        self.engine = GuardedEngine([one for _, one in coded], coding.properties)

    def run(self, facts: Sequence[Known], today: int, found: dict[str, Concluded]) -> list[Known]:
        """Adds what follows to `found`, and gives it as facts. Conclusions are posted to the same session, so that others follow from them."""
        posted = [*facts, today_is(today)]
        given = len(posted)

        def fired(number: int, matched: tuple[int, ...]) -> list[Posted]:
            concluded = Concluded(self.rules[number], tuple(posted[place] for place in matched[1:]), today)
            if concluded.ref in found:
                return []
            found[concluded.ref] = concluded
            known = concluded.known
            if known.kind not in self.coding.kinds:
                return []
            posted.append(known)
            return [self.coding.posted(known)]

        self.engine.run([self.coding.posted(one) for one in posted], fired)
        return posted[given:]
