"""Who is answered otherwise by another rulebook: every answer under both, counted, with a few examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from integrationrules.dates import Quarter
from integrationrules.engine.decision import Decision, Quantity
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.cpr import without_cpr
from integrationrules.timeline.timeline import Timeline
from integrationrules.verdict import Verdict

from .decide import Brief
from .evaluation import briefly, evaluate, is_covered
from .questions import QuestionError, chosen_options, find_rules

__all__ = ["EXAMPLES", "Asked", "Flip", "Flips", "answers_of", "flips_of", "said_by"]

EXAMPLES = 3


@dataclass(frozen=True)
class Asked:
    """What is asked under both rulebooks: rules that both have, by full id, and when."""

    before: Rulebook
    after: Rulebook
    rules: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    as_known: date | None = None

    @classmethod
    def of(cls, before: Rulebook, after: Rulebook, rules: Sequence[str], options: Mapping[str, str], as_known: date | None = None) -> Asked:
        """The rules named, or all that are not invented; raises `QuestionError` for a name or an option that neither rulebook has."""
        common: dict[str, None] = {}
        for name in rules or [rule.id for rule in find_rules(before, ())]:
            found = [rule for book in (before, after) for rule in _found(book, name)]
            if not found:
                find_rules(after, [name])
            common |= {one: None for one in found if one in before.rules and one in after.rules}
        for name, option in options.items():
            if not any(_has_option(book, name, option) for book in (before, after)):
                chosen_options(after, {name: option})
        return cls(before, after, tuple(common), options, as_known)

    def books(self) -> tuple[tuple[Rulebook, dict[str, str]], ...]:
        """Each rulebook, with the options that it has."""
        return tuple(
            (book, {name: option for name, option in self.options.items() if _has_option(book, name, option)}) for book in (self.before, self.after))


@dataclass(frozen=True)
class Flip:
    """One citizen's answer under both rulebooks, not explained yet."""

    timeline: Timeline
    before: Brief
    after: Brief

    @property
    def citizen(self) -> str:
        """The id as it is given."""
        return without_cpr(self.timeline.citizen.id)

    def explained(self, asked: Asked) -> tuple[Decision, Decision]:
        """Both answers with their reasons."""
        sides = [_explained(book, self.timeline, one, asked.as_known, options)
                 for (book, options), one in zip(asked.books(), (self.before, self.after), strict=True)]
        return sides[0], sides[1]

    def as_json(self, asked: Asked) -> dict[str, Any]:
        """As in the document of a comparison."""
        before, after = self.explained(asked)
        return {"citizen": self.citizen, "before": before.as_json(), "after": after.as_json()}


def _explained(book: Rulebook, timeline: Timeline, one: Brief, as_known: date | None, options: Mapping[str, str]) -> Decision:
    quarters = [Quarter.parse(one.period)] if "Q" in one.period else []
    (result,) = evaluate(book, [timeline], [one.rule], quarters, one.on, as_known, options)
    return result.decisions[0]


@dataclass
class Flips:
    """Counts over many citizens, and the first examples of what changed."""

    asked: Asked
    people: int = 0
    flipped: int = 0
    """People with at least one answer that is another."""
    answers: int = 0
    verdicts: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    """By rule how many answers went from one verdict to another."""
    values: Counter[str] = field(default_factory=Counter)
    """By rule how many answers have the same verdict and another value, day or state."""
    _kept: dict[str, list[Flip]] = field(default_factory=dict)

    def add(self, timeline: Timeline, pairs: Sequence[tuple[Brief, Brief]]) -> None:
        """One citizen's answers under both."""
        self.people += 1
        self.answers += len(pairs)
        flipped = [(before, after) for before, after in pairs if said_by(before) != said_by(after)]
        self.flipped += bool(flipped)
        for before, after in flipped:
            if verdict_of(before) != verdict_of(after):
                self.verdicts.setdefault(before.rule, Counter())[verdict_of(before), verdict_of(after)] += 1
            else:
                self.values[before.rule] += 1
            self._keep(Flip(timeline, before, after))

    def _keep(self, flip: Flip) -> None:
        """Keeps the first examples of each rule, one a citizen, those of verdicts before those of values."""
        known = self._kept.setdefault(flip.before.rule, [])
        if all(one.citizen != flip.citizen for one in known):
            known.append(flip)
            known.sort(key=lambda one: not _changes_verdict(one))
            del known[EXAMPLES:]

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules with an answer that is another."""
        return tuple(dict.fromkeys((*self.verdicts, *self.values)))

    @property
    def examples(self) -> tuple[Flip, ...]:
        """At most three, of different rules and people where there are several."""
        left = sorted((one for several in self._kept.values() for one in several), key=lambda one: not _changes_verdict(one))
        found: list[Flip] = []
        while left and len(found) < EXAMPLES:
            rules, people = {one.before.rule for one in found}, {one.citizen for one in found}
            best = min(left, key=lambda one: (one.before.rule in rules, one.citizen in people))
            left.remove(best)
            found.append(best)
        return tuple(found)

    def as_json(self) -> dict[str, Any]:
        """As in the document of a comparison."""
        return {
            "people": self.people, "people_flipped": self.flipped, "answers": self.answers,
            "rules": [
                {"rule": rule, "verdicts": [{"from": old, "to": new, "answers": count} for (old, new), count in sorted(self.verdicts.get(rule, {}).items())],
                 "values": self.values[rule]}
                for rule in self.rules
            ],
            "examples": [flip.as_json(self.asked) for flip in self.examples],
        }


def flips_of(found: Flips, timelines: Sequence[Timeline], quarters: Sequence[Quarter] = (), on: date | None = None) -> None:
    """Adds the answers of some citizens."""
    for timeline, pairs in zip(timelines, answers_of(found.asked, timelines, quarters, on), strict=True):
        found.add(timeline, pairs)


def answers_of(asked: Asked, timelines: Sequence[Timeline], quarters: Sequence[Quarter] = (), on: date | None = None) -> list[list[tuple[Brief, Brief]]]:
    """By citizen every answer under both rulebooks. A quarter is asked of the rules that cover it in both."""
    found: list[list[tuple[Brief, Brief]]] = [[] for _ in timelines]
    for rules, several in _rounds(asked, quarters):
        sides = [briefly(book, timelines, rules, several, on, asked.as_known, options) for book, options in asked.books()]
        for pairs, before, after in zip(found, *sides, strict=True):
            others = {(one.rule, one.period): one for one in after}
            pairs += [(one, others[one.rule, one.period]) for one in before if (one.rule, one.period) in others]
    return found


def _rounds(asked: Asked, quarters: Sequence[Quarter]) -> Iterator[tuple[list[str], list[Quarter]]]:
    """Rules that can be asked together, and the quarters they are asked about."""
    of_quarter = [name for name in asked.rules if asked.before.rules[name].rule.period == "quarter" == asked.after.rules[name].rule.period]
    others = [name for name in asked.rules if asked.before.rules[name].rule.period == asked.after.rules[name].rule.period != "quarter"]
    if others:
        yield others, []
    if not quarters and of_quarter:
        yield of_quarter, []
    by_quarters: dict[tuple[Quarter, ...], list[str]] = {}
    for name in of_quarter:
        covered = tuple(quarter for quarter in quarters if all(is_covered(book, book.rules[name], quarter) for book in (asked.before, asked.after)))
        by_quarters.setdefault(covered, []).append(name)
    for several, rules in by_quarters.items():
        if several:
            yield rules, list(several)


def said_by(found: Brief, until: date | None = None) -> tuple[object, ...]:
    """What an answer says; of days that are only projected none from `until` on."""
    standing = found.standing
    ahead = until is not None and standing.projected
    days = ((name, None if ahead and _is_from(one, until) else one) for name, one in sorted(standing.days.items()))
    return found.answer, standing.running, standing.state, tuple(days)


def verdict_of(found: Brief) -> str:
    """The verdict; `running` for what is not met yet."""
    verdict = found.answer.verdict
    return "running" if found.standing.running and verdict is Verdict.NOT_MET else str(verdict)


def _changes_verdict(flip: Flip) -> bool:
    return verdict_of(flip.before) != verdict_of(flip.after)


def _is_from(found: Quantity, day: date | None) -> bool:
    return day is not None and (not isinstance(found.greatest, date) or found.greatest >= day)


def _found(book: Rulebook, name: str) -> list[str]:
    try:
        return [book.find(name).id]
    except KeyError:
        return []


def _has_option(book: Rulebook, name: str, option: str) -> bool:
    try:
        chosen_options(book, {name: option})
    except QuestionError:
        return False
    return True
