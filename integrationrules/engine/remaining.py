"""The candidates that may still qualify: what one condition rules out, the next is not asked of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from integrationrules.rulebook.terms import Term
from integrationrules.verdict import Truths

from .frames import Frame, Part, truths_of

__all__ = ["Remaining"]


class Remaining:
    """A frame that gets narrower, and how far its candidates fulfil what was required so far."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.truth: Truths = frame.candidates.exists

    def require(self, terms: Sequence[Term]) -> None:
        """Requires all of some conditions, each part for itself: what is little work comes first."""
        left = [part for term in terms for part in _parts(term)]
        while left and not self.truth.is_not_met:
            least = min(left, key=lambda one: self.frame.plan.effort(one.next))
            left.remove(least)
            left.extend(self._step(least))

    def _step(self, part: _Required) -> Iterator[_Required]:
        """Asks what comes next of a condition; what is left of it then."""
        truth = self.frame.truths(part.next)
        if part.passed is None:
            self.also(truth)
        elif truth.is_met:
            yield from _parts(part.term.arguments[2 * part.passed + 1])
        elif not truth.is_not_met:
            yield _Required(part.term)
        elif 2 * part.passed + 3 == len(part.term.arguments):
            yield from _parts(part.term.arguments[-1])
        else:
            yield _Required(part.term, part.passed + 1)

    def also(self, truth: Truths) -> None:
        """Requires something of each candidate left."""
        self.truth = self.truth & truth
        if self.truth.is_not_met:
            return
        part = self.frame.narrowed(self.truth.possible)
        if part is not self.frame and isinstance(part, Part):
            self.frame, self.truth = part, truths_of(self.truth, part.places)

    def of_all(self, truth: Truths) -> Truths:
        """A condition with a column for every candidate there was: it is not met by those that were left out."""
        frame = self.frame
        while isinstance(frame, Part):
            truth, frame = frame.spread(truth), frame.whole
        return truth


@dataclass(frozen=True, slots=True)
class _Required:
    """A condition; of a choice, how many of its cases nobody is in."""

    term: Term
    passed: int | None = None

    @property
    def next(self) -> Term:
        """What is to be asked: the next case of the choice, or the condition as a whole."""
        return self.term if self.passed is None else self.term.arguments[2 * self.passed]


def _parts(term: Term) -> Iterator[_Required]:
    while term.operation == "named":
        term = term.arguments[0]
    if term.operation == "and":
        for argument in term.arguments:
            yield from _parts(argument)
    else:
        yield _Required(term, 0 if term.operation == "choose" else None)
