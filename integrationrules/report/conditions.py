"""A rule's condition and value in words, also of payments and deadlines, with the values that a payment's spells have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from integrationrules.report.names import Names
from integrationrules.report.sentence import Sentence
from integrationrules.rulebook.model import Candidate, Deadline, Payment
from integrationrules.rulebook.ready import ReadyRule

__all__ = ["conditions"]


def conditions(rule: ReadyRule, names: Names) -> Iterator[str]:
    """What the rule asks and gives, one phrase after the other."""
    ruleset, tr = names.book.ruleset_of(rule.id), names.tr
    payment = next((one for one in ruleset.payments if one.id == rule.id), None)
    deadline = next((one for one in ruleset.deadlines if one.id == rule.id), None)
    if payment is not None:
        (candidate,) = (one for one in ruleset.candidates if one.id.rpartition(".")[2] == payment.candidate)
        yield from _of_payment(payment, candidate, _Scoped(names, ruleset, candidate))
        return
    sentence, found = Sentence(names, ruleset), rule.rule
    if deadline is not None:
        yield from _of_deadline(deadline, sentence)
        return
    if found.when is not None:
        yield sentence.formula(found.when)
    if found.value is not None:
        yield tr("value: {value}").format(value=sentence.formula(found.value))
    for one in found.exceptions:
        verdict = tr("met") if one.verdict else tr("not met")
        told = tr("value: {value}").format(value=sentence.formula(one.value)) if one.value is not None else verdict
        yield tr("except if {condition}: {answer}").format(condition=sentence.expression(one.condition), answer=told)


def _of_payment(payment: Payment, candidate: Candidate, sentence: _Scoped) -> Iterator[str]:
    tr = sentence.names.tr
    yield tr("the first of {facts}").format(facts=sentence.expression(candidate.each))
    if payment.where is not None:
        yield tr("for which {condition}").format(condition=sentence.expression(payment.where))
    if payment.rule.when is not None:
        yield tr("if {condition}").format(condition=sentence.formula(payment.rule.when))
    yield tr("earned on {day}").format(day=sentence.expression(payment.earned_on))
    if payment.rule.value is not None:
        yield tr("amount: {value}").format(value=sentence.formula(payment.rule.value))
    if payment.claim_by is not None:
        yield tr("claimed by {day}").format(day=sentence.expression(payment.claim_by))
    if payment.final_by is not None:
        yield tr("finally stated by {day}").format(day=sentence.expression(payment.final_by))
    for one in candidate.values:
        yield tr("where {name} is: {value}").format(name=sentence.called(one.id), value=sentence.formula(one.formula))


def _of_deadline(deadline: Deadline, sentence: Sentence) -> Iterator[str]:
    tr = sentence.names.tr
    if deadline.applies is not None:
        yield tr("if {condition}").format(condition=sentence.expression(deadline.applies))
    if deadline.rule.value is not None:
        yield tr("by {day}").format(day=sentence.formula(deadline.rule.value))
    if deadline.done is not None:
        yield tr("done on {day}").format(day=sentence.expression(deadline.done))
    if deadline.fulfilled is not None:
        yield tr("done when {condition}").format(condition=sentence.expression(deadline.fulfilled))


@dataclass(frozen=True)
class _Scoped(Sentence):
    """Reads the expressions of a payment, in which its candidate and the candidate's values have names."""

    candidate: Candidate

    def name(self, name: str, kind: str = "") -> str:
        """A bare name: the candidate, a value of it, the last day; else what it is in the rule set."""
        tr = self.names.tr
        if not kind:
            if name == self.candidate.id.rpartition(".")[2] and self.candidate.label is not None:
                return self.candidate.label.get(tr.lang)
            if any(one.id == f"{self.candidate.id}.{name}" for one in self.candidate.values):
                return self.called(f"{self.candidate.id}.{name}")
            if name == "last_day":
                return tr("the last day of the qualifying time")
        return Sentence.name(self, name, kind)

    def called(self, full: str) -> str:
        """The label of one of the candidate's values; its name in quotation marks where there is none."""
        labels = self.names.book.labels
        return labels[full].get(self.names.tr.lang) if full in labels else f"'{full.rpartition('.')[2]}'"
