"""The plan: typed terms computed over a batch of citizens and a list of questions, each shared term once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import Batch

from . import arithmetic, facts, hours, leaves, logic, ownspan, payments, tally
from .lookup import Tables
from .questions import Questions
from .run import Operation, Run
from .selected import WEEK_CODE
from .values import Value

__all__ = ["Operation", "Plan", "Run", "Value"]


_OF_CITIZENS = frozenset({"facts", "citizen", "candidate", "candidates"})
_OF_DAYS = frozenset({"on", "law_date"})
_ADDS_UP = frozenset({"average", "any_average"})
_HARD = 1000
_OPTIONS, _DAY, _CITIZEN = range(3)


class Plan:
    """The rules to be answered, with every term they need; made once and run over any number of batches."""

    def __init__(self, book: Rulebook, rules: Sequence[ReadyRule]) -> None:
        self.book, self.rules = book, tuple(rules)
        self.coded: list[Term] = []
        """Conditions on register codes, packed together when the weeks come as dense columns."""
        seen: set[int] = set()
        for rule in self.rules:
            for term in rule.nodes:
                if term.operation == "facts" and term.type.unit == WEEK_CODE and id(term) not in seen:
                    seen.add(id(term))
                    self.coded.append(term)

        self.tables = Tables(book.parameters)
        self._about_question: dict[int, int] = {}
        self._effort: dict[int, int] = {}
        self._in_order: dict[int, tuple[Term, ...]] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_about_question": {}, "_effort": {}, "_in_order": {}}       # elsewhere the terms are other objects

    def is_about_question(self, term: Term, questions: Questions) -> bool:
        """Whether the value hangs on nothing but the question and the options chosen: not on the citizen, nor on a day that differs between citizens."""
        found = self._about_question.get(id(term))
        if found is None:
            found = _CITIZEN if term.operations & _OF_CITIZENS else _DAY if term.operations & _OF_DAYS else _OPTIONS
            self._about_question[id(term)] = found
        return found == _OPTIONS or (found == _DAY and questions.on.shape[1] == 1)

    def in_order(self, term: Term) -> tuple[Term, ...]:
        """The parts of an `and` or `or`, those first that do not hang on the citizen: they may settle the rest without looking."""
        found = self._in_order.get(id(term))
        if found is None:
            found = self._in_order[id(term)] = tuple(sorted(term.arguments, key=lambda one: bool(one.operations & _OF_CITIZENS)))
        return found

    def effort(self, term: Term) -> int:
        """How much there is to compute for each candidate: the terms that speak of it, and far more where hours are added up."""
        found = self._effort.get(id(term))
        if found is None:
            found = self._effort[id(term)] = sum(1 for node in term.walk() if node.free) + (_HARD if term.operations & _ADDS_UP else 0)
        return found

    def run(self, batch: Batch, questions: Questions) -> Run:
        """Everything the rules ask of the batch; values are computed when first read and kept."""
        return Run(self, batch, questions)


Run.operations = {
    **leaves.OPERATIONS, **facts.OPERATIONS, **logic.OPERATIONS, **arithmetic.OPERATIONS, **hours.OPERATIONS, **payments.OPERATIONS, **tally.OPERATIONS,
    **ownspan.OPERATIONS,
}
