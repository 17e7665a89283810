"""What follows from a state: decisions, conclusions, alerts, and why an alert no longer follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from integrationrules.case.evaluation import briefly
from integrationrules.rulebook.alerts.conditions import Field
from integrationrules.rulebook.alerts.ready import ReadyAlert
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.model import Citation
from integrationrules.rulebook.terms import Type
from integrationrules.timeline.timeline import Timeline

from .alert import Alert, AlertSource, Ground, Withdrawal
from .builtin import matches
from .chaining import Chainer, Concluded, Known, Program, digest
from .facts import known_decision, known_fact, shown
from .problems import SessionError
from .state import State

__all__ = ["Derivation", "known_on", "programs_of", "types_of"]


def programs_of(book: Rulebook, rulesets: Sequence[str] = ()) -> tuple[Program, ...]:
    """The alert rules by rule set: of those named, or of all that are not invented. Raises `SessionError` for a name without alerts."""
    wanted = {name for name in (rulesets or book.rulesets) if rulesets or not book.rulesets[name].invented}
    by_ruleset: dict[str, list[ReadyAlert]] = {}
    for rule in book.alerts.values():
        ruleset = rule.id.rpartition(".")[0]
        if ruleset in wanted:
            by_ruleset.setdefault(ruleset, []).append(rule)
    for name in rulesets:
        if name not in by_ruleset:          # a slip of the pen would be a session that never tells anything
            raise SessionError("no_alerts_in", name=name)
    return tuple(Program(name, tuple(rules)) for name, rules in by_ruleset.items())


def types_of(rule: ReadyAlert) -> tuple[Mapping[str, Type], ...]:
    """For each pattern of `given` the fields that the rule reads, with their types."""
    found: list[dict[str, Type]] = [{} for _ in rule.given]
    for place, pattern in enumerate((*rule.given, *rule.unless)):
        for test in (test for alternative in pattern.alternatives for test in alternative):
            if place < len(found):
                found[place][test.name] = test.type
            if isinstance(test.against, Field) and 0 <= test.against.place < len(found):
                found[test.against.place][test.against.name] = test.against.type
    for _, source in rule.concludes:
        if source.place >= 0:
            found[source.place][source.name] = source.type
    return tuple(found)


def known_on(book: Rulebook, programs: Sequence[Program], timeline: Timeline, today: date) -> list[Known]:
    """The facts and decisions that the programs read. Facts that begin after the day do not count yet."""
    wanted: dict[str, set[str]] = {}
    for program in programs:
        for kind, names in program.kinds.items():
            wanted.setdefault(kind, set()).update(names)
    base = [known_fact(fact, wanted[f"fact {fact.kind}"]) for fact in timeline.facts if f"fact {fact.kind}" in wanted and fact.start <= today]
    asked = list(dict.fromkeys(one for program in programs for one in program.decisions))
    if asked:
        (briefs,) = briefly(book, [timeline], asked, on=today)
        base += [known_decision(brief, wanted[f"decision {brief.rule}"]) for brief in briefs]
    return base


@dataclass(frozen=True)
class Derivation:
    """Everything that follows from one state."""

    book: Rulebook
    case: str
    today: date
    known: Mapping[tuple[str, str], Known]
    """Facts, decisions and conclusions by kind and reference."""
    concluded: Mapping[str, Concluded]
    """By reference."""

    @classmethod
    def of(cls, book: Rulebook, programs: Sequence[Program], state: State, chainer: Chainer) -> Derivation:
        """Asks the rules on the day reached, and chains."""
        timeline = state.timeline()
        return cls.chained(book, programs, timeline.citizen.id, state.today, known_on(book, programs, timeline, state.today), chainer)

    @classmethod
    def chained(cls, book: Rulebook, programs: Sequence[Program], case: str, today: date, base: Sequence[Known], chainer: Chainer) -> Derivation:
        """What follows from facts and decisions."""
        concluded: dict[str, Concluded] = {}
        for program in programs:
            concluded |= {one.ref: one for one in chainer.conclude(program, base, today.toordinal())}
        everything = [*base, *(one.known for one in concluded.values())]
        return cls(book, case, today, {(one.kind, one.ref): one for one in everything}, concluded)

    @cached_property
    def alerts(self) -> Mapping[str, Alert]:
        """The alerts by id."""
        found = [self._alert(one) for one in self.concluded.values() if one.rule.rule.concludes.what == "alert"]
        return {alert.id: alert for alert in sorted(found, key=lambda one: (one.rule, one.id))}

    def alert_id(self, concluded: Concluded) -> str:
        """The hash of case, rule and bindings."""
        return digest([self.case, concluded.rule.id, *(one.ref for one in concluded.bindings)])

    def why_not(self, gone: Concluded) -> Withdrawal | None:
        """Why something that was concluded before no longer is; None where something it followed from no longer is."""
        bound = [self.known.get((one.kind, one.ref)) for one in gone.bindings]
        types = types_of(gone.rule)
        for before, now, read in zip(gone.bindings, bound, types, strict=True):
            if before.kind.startswith("fact ") and (now is None or now.values != before.values):
                name = before.kind.partition(" ")[2]
                if now is None:
                    return Withdrawal(why="fact_withdrawn", name=name)
                if _differ(before, now, read):
                    return _changed("fact_corrected", name, before, now, read)
        there = [one for one in bound if one is not None]
        if len(there) == len(bound):
            for pattern in gone.rule.unless:
                for (kind, _), one in self.known.items():
                    if kind == pattern.kind and matches(pattern, one, there, self.today.toordinal()):
                        return Withdrawal(why="found", name=kind)
        for before, now, read in zip(gone.bindings, bound, types, strict=True):
            what, _, name = before.kind.partition(" ")
            if what in ("clock", "alert") and now is None:
                return None
            if what == "decision" and now is not None and _differ(before, now, read):
                return _changed("decision_changed", name, before, now, read)
        return Withdrawal(why="day")

    def _alert(self, concluded: Concluded) -> Alert:
        rule, known, types = concluded.rule, concluded.known, types_of(concluded.rule)
        values = shown(known.values, {name: source.type for name, source in rule.concludes})
        due, final = values.get("due"), values.get("final")
        return Alert(
            id=self.alert_id(concluded), case=self.case, rule=rule.id, alert=rule.rule.concludes.name, to=rule.rule.concludes.to, status="raised",
            on=self.today, due=due if isinstance(due, date) else None, final=final if isinstance(final, date) else None, values=values,
            because=tuple(_ground(one, read) for one, read in zip(concluded.bindings, types, strict=True)), sources=tuple(self._sources(concluded)),
        )

    def _sources(self, concluded: Concluded) -> Iterable[AlertSource]:
        """The rule's own source, then those of the decisions and conclusions it stands on, each once."""
        found: dict[AlertSource, None] = {}
        cited = [concluded.rule.rule.citation]
        cited += [self.book.rules[one.ref].rule.citation for one in concluded.bindings if one.kind.startswith("decision ")]
        for citation in cited:
            if citation is not None:
                found[_source(citation)] = None
        for one in concluded.bindings:
            if one.ref in self.concluded:
                found |= dict.fromkeys(self._sources(self.concluded[one.ref]))
        return found


def _ground(one: Known, types: Mapping[str, Type]) -> Ground:
    what, _, name = one.kind.partition(" ")
    return Ground.model_validate({"kind": what, "name": name, "ref": one.ref, "values": shown(one.values, types)})


def _source(citation: Citation) -> AlertSource:
    return AlertSource(title=citation.source.title, act=citation.source.act, at=citation.at)


def _differ(before: Known, now: Known, names: Iterable[str]) -> list[str]:
    return [name for name in names if before.values.get(name) != now.values.get(name)]


def _changed(why: str, name: str, before: Known, now: Known, types: Mapping[str, Type]) -> Withdrawal:
    """What was compared and is another now."""
    differ = {each: types[each] for each in _differ(before, now, types)}
    return Withdrawal.model_validate({"why": why, "name": name, "before": shown(before.values, differ), "now": shown(now.values, differ)})
