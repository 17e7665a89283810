"""The plan: typed terms computed over a batch of citizens and a list of questions, each shared term once."""

from __future__ import annotations

from collections.abc import Sequence

from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import Batch

from . import arithmetic, facts, hours, leaves, logic, payments, tally
from .questions import Questions
from .run import Operation, Run
from .spells import WEEK_CODE
from .values import Value

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


Run.operations = {
    **leaves.OPERATIONS, **facts.OPERATIONS, **logic.OPERATIONS, **arithmetic.OPERATIONS, **hours.OPERATIONS, **payments.OPERATIONS, **tally.OPERATIONS,
}
