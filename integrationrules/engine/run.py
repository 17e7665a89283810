"""A run: the values of a plan's terms for a batch of citizens and a list of questions, each computed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import Batch
from integrationrules.verdict import BoolArray, Bounds, IntArray, Truths

from .questions import Questions
from .selected import Selected
from .values import Value, settled
from .weeks import Mask, WeekSet

if TYPE_CHECKING:
    from .frames import Frame
    from .plan import Plan

__all__ = ["Operation", "Run"]


class Run:
    """Values of terms: rows are questions, columns citizens, either axis of length one where nothing varies."""

    operations: ClassVar[Mapping[str, Operation]] = {}

    def __init__(self, plan: Plan, batch: Batch, questions: Questions) -> None:
        self.plan, self.batch, self.questions = plan, batch, questions
        self._values: dict[int, Value] = {}
        self.frames: dict[int, Frame] = {}
        """Candidates as citizens of their own, by the term that names their facts."""
        self.citizens: IntArray | None = None
        """The citizen of each column; None where the columns are all citizens in order."""
        self.selected: dict[int, Selected] = {}
        """The facts that terms name, whatever is asked: runs of the same batch share them."""
        self.watched: dict[int, Mask] = {}
        """The weeks wholly observed, by the days that were: facts of most kinds were observed on the same."""
        self.dense: dict[int, WeekSet] | None = None
        """Sets over register codes, packed together when the first of them is needed."""

    def asked(self, questions: Questions) -> Run:
        """Other questions about the same batch."""
        found = self.plan.run(self.batch, questions)
        found.selected = self.selected
        return found

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
        found = self.value(term)
        assert isinstance(found, Selected)
        return found

    def value(self, term: Term) -> Value:
        """The term's value, computed once."""
        while term.operation == "named":
            term = term.arguments[0]
        found = self._values.get(id(term))
        if found is None:
            found = self._values[id(term)] = self._computed(term)
        return found

    def narrowed(self, where: BoolArray) -> Run:
        """This run for the columns of which something may hold; all of them unless they are candidates."""
        return self

    def widened(self, value: Value) -> Value:
        """A value of a narrowed run, with a column for all that the run has which was narrowed."""
        return value

    def _computed(self, term: Term) -> Value:
        if not self.plan.is_about_question(term, self.questions):
            return settled(self.operations[term.operation](self, term))
        # What hangs on the question alone is the same for every batch that is asked it.
        found = self.questions.known.get(id(term))
        if found is None:
            found = self.questions.known[id(term)] = settled(self.operations[term.operation](self, term))
        return found


Operation = Callable[[Run, Term], Value]
"""Computes one kind of term; asks the run for its arguments."""
