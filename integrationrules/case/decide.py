"""From a run's values to results: verdict, value, reasons, what is missing and what the answer hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from integrationrules.dates import IsoWeek, Quarter, as_date
from integrationrules.engine.answers import in_hole
from integrationrules.engine.cell import Cell
from integrationrules.engine.decision import Answer, Decision, Dependence, Quantity, Reason, Reference
from integrationrules.engine.explain import reasons, reference
from integrationrules.engine.missing import missing
from integrationrules.engine.quantity import join, quantity
from integrationrules.engine.rows import Rows
from integrationrules.engine.run import Run
from integrationrules.engine.tried import chosen, tried
from integrationrules.rulebook.model import ParameterValue
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.timeline.timeline import Timeline
from integrationrules.verdict import Truths, Verdict
from integrationrules.version import VERSION

from .due import Standing, standing_of

__all__ = ["Brief", "Decider", "Judgement"]


@dataclass(frozen=True, slots=True)
class Brief:
    """A result without its explanation: what it says, as in `Decision`."""

    rule: str
    period: str
    on: date
    answer: Answer
    standing: Standing


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a result says, without why: the answer, where it stands and what it hangs on."""

    rule: str
    answer: Answer
    open: bool
    """Whether more facts could say more."""
    standing: Standing
    depends_on: tuple[Dependence, ...]


@dataclass(frozen=True)
class Decider:
    """Makes the results of one run; `ahead` is the same run with what lasts going on."""

    run: Run
    ahead: Run | None
    rows: Rows
    timelines: Sequence[Timeline]
    hashes: Sequence[str]
    as_known: date | None

    def decisions(self) -> list[list[Decision]]:
        """For each citizen the results of every rule and period."""
        places = range(max(1, len(self.rows.quarters)))
        return [[self.decide(rule, place, citizen) for rule in self.rows.rules for place in places] for citizen in range(self.run.batch.size)]

    def briefs(self) -> list[list[Brief]]:
        """As `decisions`, without explanations, which take most of the time."""
        places = range(max(1, len(self.rows.quarters)))
        return [[self._brief(rule, place, citizen) for rule in self.rows.rules for place in places] for citizen in range(self.run.batch.size)]

    def _brief(self, rule: ReadyRule, place: int, citizen: int) -> Brief:
        judged = self.judge(rule, place, citizen)
        period = self.rows.quarters[place] if self.rows.quarters else None
        return Brief(rule.id, str(period) if period else "citizen", self._on(self.rows.of(rule, place)[0], citizen), judged.answer, judged.standing)

    def _on(self, row: int, citizen: int) -> date:
        on = self.run.questions.on
        return as_date(int(on[row if len(on) > 1 else 0, citizen if on.shape[1] > 1 else 0]))

    def judge(self, rule: ReadyRule, place: int, citizen: int) -> Judgement:
        """What one result says; where the rows have no alternatives, nothing of what it hangs on."""
        base = self.rows.of(rule, place)
        answer, open_ = self._answer(rule, base, citizen)
        standing = standing_of(self.run, self.ahead, rule, base, citizen, answer)
        depends_on = tuple(self._dependences(rule, place, citizen, answer, standing.running)) if self.rows.alternatives else ()
        return Judgement(rule.id, answer, open_, standing, depends_on)

    def decide(self, rule: ReadyRule, place: int, citizen: int) -> Decision:
        """One result."""
        rows, book = self.rows, self.rows.book
        base = rows.of(rule, place)
        cell = Cell(self.run, book, base[0], citizen)
        judged = self.judge(rule, place, citizen)
        answer, standing, depends_on = judged.answer, judged.standing, judged.depends_on
        asked = Cell(self.ahead, book, base[0], citizen) if standing.running and rule.payment is not None and self.ahead else cell
        undecided = self._disagree(rule, base, citizen)
        because = (self._undecided(rule, depends_on),) if undecided else self._in_all_readings(reasons(asked, rule), rule, base, asked)
        period = rows.quarters[place] if rows.quarters else None
        return Decision(
            rule=rule.id, period=str(period) if period else "citizen", on=self._on(base[0], citizen),
            as_known=self.as_known, answer=answer, unit=_unit(rule), because=because,
            missing=missing([Cell(self.run, book, row, citizen) for row in base], rule) if judged.open else (),
            depends_on=depends_on,
            assumptions={book.assumptions[name].name: rows.chosen[name] for name in rule.assumptions},
            sources=_sources(asked, rule, [reason.source for reason in because]),
            rulebook_hash=book.hash_of(rule.id.rpartition(".")[0]), facts_hash=self.hashes[citizen], version=VERSION,
            quarter=_quarter(rows, base[0], period), running=standing.running, state=standing.state, days=standing.days,
            projected=standing.projected,
            confidence=_confidence(asked, rule) if answer.value is not None else "", overlay=book.overlay.as_json() if book.overlay else None,
            codes=book.codes.as_json() if book.codes else None,
            candidates=tried(cell, rule) if rule.payment is not None else (),
            notes=("own_date",) if self.as_known and any(fact.recorded is None for fact in self.timelines[citizen].facts) else (),
        )

    def _answer(self, rule: ReadyRule, rows: Sequence[int], citizen: int) -> tuple[Answer, bool]:
        """The answer all rows agree on, and whether it is open; verdicts that differ are unknown, values that differ are bounded."""
        run, verdicts = self.run, set[Verdict]()
        values: list[tuple[int | None, int | None] | None] = []
        for row in rows:
            verdict = run.truths(rule.when).at(row, citizen) if rule.when else None
            if rule.value is not None:
                bounds = run.bounds(rule.value)
                if verdict is None:
                    verdict = (~bounds.absent).at(row, citizen)
                    value_here = bounds.at(row, citizen)
                    hole = verdict is Verdict.MET and None in (value_here or ()) and Truths(*[in_hole(run, rule)] * 2).at(row, citizen) is Verdict.MET
                    if hole or (verdict is Verdict.MET and value_here == (None, None)):
                        verdict = Verdict.UNKNOWN
                values.append(bounds.at(row, citizen) if verdict is not Verdict.NOT_MET or rule.due else None)
            verdicts.add(verdict or Verdict.UNKNOWN)
        verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.UNKNOWN
        value: Quantity | None = None
        if rule.value is not None and (verdict is not Verdict.NOT_MET or rule.due):
            value = quantity(join(values), rule.value.type, 0, 0)
        open_ = verdict is Verdict.UNKNOWN or (value is not None and not value.exact)
        return Answer(verdict, value), open_

    def _disagree(self, rule: ReadyRule, rows: Sequence[int], citizen: int) -> bool:
        """Whether what is left undecided makes the verdict: then no line of any one reading explains it."""
        return len(rows) > 1 and len({self._answer(rule, (row,), citizen)[0].verdict for row in rows}) > 1

    def _undecided(self, rule: ReadyRule, depends_on: Sequence[Dependence]) -> Reason:
        """The reason of a verdict that hangs on questions nobody has decided: those that change it, if any does alone."""
        open_ = [self.rows.assumptions[name].name for name in self.rows.undecided if name in rule.assumptions]
        alone = {one.assumption for one in depends_on}
        names = [name for name in open_ if name in alone] or open_
        return Reason("undecided", {"what": ", ".join(names)}, Verdict.UNKNOWN, reference(rule.rule.citation))

    def _in_all_readings(self, because: tuple[Reason, ...], rule: ReadyRule, rows: Sequence[int], cell: Cell) -> tuple[Reason, ...]:
        """The rule's own sentence with values that hold in every reading of what is left undecided."""
        if len(rows) == 1 or not because or because[0].id != rule.id:
            return because
        values = dict(because[0].values)
        for name, term in rule.says.items():
            if not term.free and term.type.kind in ("number", "date", "option"):
                values[name] = quantity(join([cell.run.bounds(term).at(row, cell.column) for row in rows]), term.type, 0, 0)
        return (replace(because[0], values=values), *because[1:])

    def _running(self, rule: ReadyRule, rows: Sequence[int], citizen: int, answer: Answer) -> bool:
        return rule.payment is not None and standing_of(self.run, self.ahead, rule, rows, citizen, answer).running

    def _dependences(self, rule: ReadyRule, place: int, citizen: int, answer: Answer, running: bool) -> list[Dependence]:
        found: list[Dependence] = []
        for name in rule.assumptions:
            option_chosen, assumption = self.rows.chosen[name], self.rows.assumptions[name]
            tried_options: list[Dependence] = []
            for option in assumption.options:
                if option != option_chosen:
                    rows = self.rows.of(rule, place, {name: option})
                    other = self._answer(rule, rows, citizen)[0]
                    tried_options.append(Dependence(assumption.name, option, other, self._running(rule, rows, citizen, other)))
            if option_chosen is None:
                if len({(one.answer.verdict, one.answer.value, one.running) for one in tried_options}) > 1:
                    found.extend(tried_options)
            else:
                found.extend(one for one in tried_options if (one.answer, one.running) != (answer, running and rule.payment is not None))
        return found


def _quarter(rows: Rows, row: int, period: Quarter | IsoWeek | None) -> dict[str, object] | None:
    if not isinstance(period, Quarter):
        return None
    return {"weeks": period.weeks(rows.scheme_of(row)), "scheme": rows.scheme_of(row)}


def _unit(rule: ReadyRule) -> str | None:
    if rule.value is None:
        return None
    return {"number": rule.value.type.unit or "count", "date": "date"}.get(rule.value.type.kind)


def _sources(cell: Cell, rule: ReadyRule, cited: Sequence[Reference | None]) -> tuple[Reference, ...]:
    """Everything cited: the rule, its reasons, what it is defined by, and the values of its parameters in force."""
    found: dict[Reference | None, None] = {reference(rule.rule.citation): None, **dict.fromkeys(cited)}
    candidate = chosen(cell, rule) if rule.payment is not None else None
    for node in rule.nodes:
        if node.operation == "named":
            found[reference(cell.book.citations.get(str(node.detail[0])))] = None
        elif node.operation in ("parameter", "lookup"):
            place = candidate if node.arguments[0].free else cell
            day = place.quantity(node.arguments[0]) if place else None
            for value in cell.book.parameters[str(node.detail)].values if place else ():
                if _in_force(value, day):
                    found[reference(value.citation, value.confidence)] = None
    return tuple(one for one in found if one)


def _confidence(cell: Cell, rule: ReadyRule) -> str:
    """`derived` where an amount in force was computed rather than read."""
    amount = rule.payment.arguments[4] if rule.payment is not None else rule.value
    if amount is None or amount.type.unit != "DKK":
        return ""
    candidate = chosen(cell, rule) if rule.payment is not None else None
    for node in amount.walk():
        if node.operation in ("parameter", "lookup") and node.type.unit == "DKK":
            place = candidate if node.arguments[0].free else cell
            day = place.quantity(node.arguments[0]) if place else None
            if day is not None and any(one.confidence == "derived" and _in_force(one, day) for one in cell.book.parameters[str(node.detail)].values):
                return "derived"
    return ""


def _in_force(value: ParameterValue, day: Quantity | None) -> bool:
    if day is None or not isinstance(day.least, date) or not isinstance(day.greatest, date):
        return True
    return value.start <= day.greatest and (value.end is None or day.least < value.end)


