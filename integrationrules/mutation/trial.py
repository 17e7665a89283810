"""One mutant put to the cases: whether one of them expects something else than it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from integrationrules.case.asked import Asked, Unusable, read_asked
from integrationrules.case.questions import QuestionError
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.model import Parameter
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.terms import Term
from integrationrules.rulebook.variant import Variants

from .mutants import mutants_of
from .trees import Mutant, changed
from .words import WordTable

__all__ = ["OUTCOMES", "CasesFail", "Trial", "Verdict"]

OUTCOMES = ("caught", "survived", "refused", "unseen")
"""A case fails; none does; the rule files can no longer be read; no verdict, value or day hangs on it."""


class CasesFail(ValueError):
    """Cases that fail before anything is changed; its places say which."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__("\n".join(places))
        self.places = tuple(places)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a mutant fared, and the place of the expectation that caught it."""

    outcome: str
    by: str = ""


class Trial:
    """The rulebook under a root with the cases beside it."""

    def __init__(self, root: Path) -> None:
        table = WordTable()
        self.variants = Variants(root, table)
        self._words = table.words
        self._read = {id_: _Read.of(rule) for id_, rule in self.variants.book.rules.items()}
        everything = list(read_asked(self.variants.book, root))
        self._unusable = [one.place for one in everything if isinstance(one, Unusable)]
        self.asked = [one for one in everything if isinstance(one, Asked)]

    def check(self) -> None:
        """Raises `CasesFail` where cases fail as the rulebook stands: they would seem to catch everything."""
        wrong = [*self._unusable, *(one.place for one in self.asked if not _agrees(one, self.variants.book))]
        if wrong:
            raise CasesFail(wrong)

    def mutants(self, ruleset: str) -> list[Mutant]:
        """Every mutant of a rule set, in order of place."""
        return mutants_of(self.variants.written[ruleset], self.variants.book.rulesets[ruleset], self._words)

    def verdict(self, ruleset: str, mutant: Mutant) -> Verdict:
        """How a mutant of a rule set fares; only rules whose answers hang on the change are asked again."""
        book, problems = self.variants.variant(changed(self.variants.written[ruleset], mutant))
        if problems.errors:
            return Verdict("refused")
        touched = set(self._touched(book))
        if not touched:
            return Verdict("unseen")
        near = [one for one in self.asked if one.rule in touched and one.ruleset == ruleset]
        far = [one for one in self.asked if one.rule in touched and one.ruleset != ruleset]
        caught = next((one for one in (*near, *far) if not _agrees(one, book)), None)
        return Verdict("caught", caught.place) if caught else Verdict("survived")

    def _touched(self, book: Rulebook) -> Iterator[str]:
        """The rules whose verdict, value or days are other terms, or the same over other values."""
        base = self.variants.book
        values = {id_ for id_, one in base.parameters.items() if _amounts(book.parameters[id_]) != _amounts(one)}
        values |= {id_ for id_, one in base.assumptions.items() if book.assumptions[id_].default != one.default}
        for id_, read in self._read.items():
            now = book.rules[id_]
            if read.terms != tuple(map(id, _answering(now))) or read.values & values or now.rule.period != base.rules[id_].rule.period:
                yield id_


@dataclass(frozen=True, slots=True)
class _Read:
    """What an answer is made of: its terms by identity, and the parameters and assumptions below them."""

    terms: tuple[int, ...]
    values: frozenset[str]

    @classmethod
    def of(cls, rule: ReadyRule) -> _Read:
        terms = _answering(rule)
        below = {id(node): node for term in terms for node in term.walk()}.values()
        read = {str(node.detail) for node in below if node.operation in ("parameter", "lookup", "assumption")}
        scheme = {name for name in rule.assumptions if name not in read and rule.rule.period == "quarter"}
        return cls(tuple(map(id, terms)), frozenset(read | scheme))


def _answering(rule: ReadyRule) -> list[Term]:
    """The terms of verdict, value and days; what only the sentence shows is none of them."""
    due = (rule.due.applies, rule.due.day, rule.due.done) if rule.due else ()
    return [term for term in (rule.when, rule.value, rule.payment, *rule.paid.values(), *due) if term is not None]


def _amounts(parameter: Parameter) -> list[tuple[date, date | None, object]]:
    """What holds from when to when; where one value follows an equal one, only their sources differ."""
    found: list[tuple[date, date | None, object]] = []
    for one in parameter.values:
        if found and found[-1][1:] == (one.start, one.value):
            found[-1] = (found[-1][0], one.end, one.value)
        else:
            found.append((one.start, one.end, one.value))
    return found


def _agrees(asked: Asked, book: Rulebook) -> bool:
    """Whether a rulebook answers as a case expects; one that can no longer be asked, or computed, does not."""
    try:
        return asked.line(asked.judged(book)) == asked.expected.line
    except (QuestionError, ArithmeticError, ValueError):
        return False
