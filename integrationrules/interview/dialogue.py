"""An interview as it runs: one question at a time, answers taken back by giving the ones before them again."""

from __future__ import annotations

from datetime import date

from integrationrules.report.catalogue import Translator
from integrationrules.timeline.cpr import holds_cpr

from .draft import Draft
from .messages import MESSAGES
from .question import Answer, Question, Refused
from .script import questions

__all__ = ["Interview"]


class Interview:
    """The question that is next, and what has been learnt. `last` is the last day that can be known, `default_id` the id where none is given."""

    def __init__(self, tr: Translator, last: date, default_id: str) -> None:
        self._tr, self._last, self._default_id = tr, last, default_id
        self._answers: list[Answer] = []
        self._begin()

    def _begin(self) -> None:
        self.draft = Draft(self._last)
        self._asking = questions(self.draft, self._tr, self._default_id)
        self.question: Question | None = next(self._asking)
        for answer in self._answers:
            self._give(answer)

    def _give(self, answer: Answer) -> None:
        self.draft.notes.clear()
        try:
            self.question = self._asking.send(answer)
        except StopIteration:
            self.question = None

    def answer(self, text: str) -> None:
        """Answers the question; raises `Refused`, and then the question stays."""
        assert self.question is not None
        try:
            found = self.question.read(text.strip() or self.question.default)
        except Refused:
            if holds_cpr(text):
                raise Refused(self._tr(MESSAGES["cpr"])) from None
            raise
        self._answers.append(found)
        self._give(found)

    def back(self) -> bool:
        """Takes the last answer back; whether there was one."""
        if not self._answers:
            return False
        self._answers.pop()
        self._begin()
        return True
