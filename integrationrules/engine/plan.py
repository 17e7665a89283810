"""The plan: typed terms computed over a batch of citizens and a list of questions, each shared term once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import Batch
from integrationrules.verdict import Bounds, Truths

from . import arithmetic, facts, leaves, logic
from .questions import Questions
from .spells import WEEK_CODE, Selected
from .values import Value
from .weeks import WeekSet

__all__ = ["Operation", "Plan", "Run", "Value"]


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

    def run(self, batch: Batch, questions: Questions) -> Run:
        """Everything the rules ask of the batch; values are computed when first read and kept."""
        return Run(self, batch, questions)


class Run:
    """Values of terms: rows are questions, columns citizens, either axis of length one where nothing varies."""

    def __init__(self, plan: Plan, batch: Batch, questions: Questions) -> None:
        self.plan, self.batch, self.questions = plan, batch, questions
        self._values: dict[int, Value] = {}
        self.dense: dict[int, WeekSet] | None = None
        """Sets over register codes, packed together when the first of them is needed."""

    def truths(self, term: Term) -> Truths:
        """The value of a condition."""
        found = self.value(term)
        assert isinstance(found, Truths)
        return found

    def bounds(self, term: Term) -> Bounds:
        """The value of a number, date or choice of words."""
        found = self.value(term)
        assert isinstance(found, Bounds)
        return found

    def weeks(self, term: Term) -> WeekSet:
        """The value of a set of weeks; a condition is a set that holds in all weeks or none."""
        found = self.value(term)
        if isinstance(found, Truths):
            return WeekSet.everywhere(found)
        assert isinstance(found, WeekSet)
        return found

    def facts(self, term: Term) -> Selected:
        """The facts a term names."""
        while term.operation == "named":
            term = term.arguments[0]
        found = self.value(term)
        assert isinstance(found, Selected)
        return found

    def value(self, term: Term) -> Value:
        """The term's value, computed once."""
        found = self._values.get(id(term))
        if found is None:
            found = _OPERATIONS[term.operation](self, term)
            self._values[id(term)] = found
        return found


Operation = Callable[[Run, Term], Value]
"""Computes one kind of term; asks the run for its arguments."""

_OPERATIONS: dict[str, Operation] = {**leaves.OPERATIONS, **facts.OPERATIONS, **logic.OPERATIONS, **arithmetic.OPERATIONS}
