"""Rules answered for citizens: verdicts, values, reasons, what is missing and what the answer hangs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from integrationrules.dates import LAST_DAY, Quarter, QuarterScheme, as_date, day_number
from integrationrules.engine.answers import in_hole
from integrationrules.engine.decision import Answer, Decision, Dependence, Quantity, Reason, Reference
from integrationrules.engine.explain import Cell, reasons, reference
from integrationrules.engine.missing import missing
from integrationrules.engine.plan import Plan, Run
from integrationrules.engine.quantity import join, quantity
from integrationrules.engine.rows import Rows
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.model import ParameterValue
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.timeline.batch import batch_of
from integrationrules.timeline.timeline import Timeline, Warning_
from integrationrules.verdict import Truths, Verdict
from integrationrules.version import VERSION

from .questions import QuestionError, chosen_options, find_rules

__all__ = ["Result", "evaluate", "last_finished_quarter"]


@dataclass(frozen=True, slots=True)
class Result:
    """Everything answered about one citizen, and what was odd about the facts."""

    decisions: tuple[Decision, ...]
    warnings: tuple[Warning_, ...]


def evaluate(
    book: Rulebook,
    timelines: Sequence[Timeline],
    rules: Sequence[str] = (),
    quarters: Sequence[Quarter] = (),
    on: date | None = None,
    as_known: date | None = None,
    options: Mapping[str, str] | None = None,
    salt: bytes = b"integrationrules",
) -> list[Result]:
    """Answers rules (all when none is named) for each timeline, in order.

    Rules about a quarter are answered for each of `quarters`, or for the last that has ended by `on`. `on` is by
    default the end of observation, or the quarter's last day. `options` choose among the options of assumptions
    by name. `salt` goes into each `facts_hash`: keep one of your own, or known facts can be recognised by their hash.
    A pure function of its arguments. Raises `QuestionError` for what cannot be asked.
    """
    asked = find_rules(book, rules)
    chosen = chosen_options(book, options or {})
    timelines_known = batch_of(timelines, as_known)
    by_citizen: list[list[Decision]] = [[] for _ in timelines]
    daily = [rule for rule in asked if rule.rule.period == "citizen"]
    quarterly = [rule for rule in asked if rule.rule.period == "quarter"]
    identity = _Identity(timelines, as_known, salt)
    if daily and timelines:
        rows = Rows(book, daily, (), chosen)
        run = Plan(book, daily).run(timelines_known, rows.questions(on, timelines_known.end))
        _collect(by_citizen, run, rows, identity)
    if quarterly and timelines:
        scheme = Rows(book, quarterly, (), chosen, alternatives=False).scheme_of(0)
        groups: dict[tuple[Quarter, ...], list[int]] = {}
        for place, end in enumerate(timelines_known.end):
            groups.setdefault(tuple(quarters) or (last_finished_quarter(on or _date(int(end)), scheme),), []).append(place)
        for several, places in groups.items():
            if quarters or rules:
                _check_covers(book, quarterly, several)
                covered = quarterly
            else:
                # Nobody asked for this quarter of these rules: what does not cover it has nothing to say.
                covered = [rule for rule in quarterly if all(_covers(book, rule, quarter) for quarter in several)]
            if not covered:
                continue
            rows = Rows(book, covered, several, chosen)
            batch = timelines_known if len(places) == len(timelines) else batch_of([timelines[place] for place in places], as_known)
            run = Plan(book, covered).run(batch, rows.questions(on, batch.end))
            found: list[list[Decision]] = [[] for _ in places]
            _collect(found, run, rows, identity.of(places))
            for place, decisions in zip(places, found, strict=True):
                by_citizen[place].extend(decisions)
    order = {rule.id: place for place, rule in enumerate(asked)}
    return [
        Result(tuple(sorted(decisions, key=lambda one: (order[one.rule],))), timeline.warnings(as_known))
        for decisions, timeline in zip(by_citizen, timelines, strict=True)
    ]


def last_finished_quarter(on: date, scheme: QuarterScheme = "thursday") -> Quarter:
    """The last quarter whose weeks have all ended by `on`; raises `QuestionError` where there is none."""
    if on.year > 2099:
        raise QuestionError("beyond_calendar", on=on)
    if on.year < 1901:
        raise QuestionError("no_finished_quarter", on=on)
    quarter = Quarter.holding(on)
    while quarter.following().first_monday(scheme) > on:
        quarter = Quarter(quarter.year - (quarter.number == 1), (quarter.number - 2) % 4 + 1)
    return quarter


def _check_covers(book: Rulebook, rules: Sequence[ReadyRule], quarters: Sequence[Quarter]) -> None:
    for rule in rules:
        covers = book.ruleset_of(rule.id).covers
        for quarter in quarters if covers else ():
            assert covers is not None
            start, end, why = covers
            if not _covers(book, rule, quarter):
                values = {"rule": rule.id, "start": start, "end": end, "quarter": quarter, "why": why.en if why else "", "why_text": why}
                raise QuestionError("not_covered" if end else "covers_open", **values)


def _covers(book: Rulebook, rule: ReadyRule, quarter: Quarter) -> bool:
    """Whether the calendar quarter lies wholly in what the rule set covers."""
    start, end, _ = book.ruleset_of(rule.id).covers or (quarter.first_day, None, None)
    return start <= quarter.first_day and (end is None or quarter.last_day < end)


class _Identity:
    """What every decision of one call carries: hashes, version, how the facts were read."""

    def __init__(self, timelines: Sequence[Timeline], as_known: date | None, salt: bytes) -> None:
        self.timelines, self.as_known, self.salt = timelines, as_known, salt
        self._facts: dict[int, str] = {}

    def of(self, places: Sequence[int]) -> _Identity:
        """The same for some of the citizens."""
        return _Identity([self.timelines[place] for place in places], self.as_known, self.salt)

    def facts_hash(self, citizen: int) -> str:
        if citizen not in self._facts:
            self._facts[citizen] = self.timelines[citizen].facts_hash(self.salt)
        return self._facts[citizen]


def _collect(found: list[list[Decision]], run: Run, rows: Rows, identity: _Identity) -> None:
    for rule in rows.rules:
        for place in range(max(1, len(rows.quarters))):
            for citizen in range(run.batch.size):
                found[citizen].append(_decide(run, rows, rule, place, citizen, identity))


def _decide(run: Run, rows: Rows, rule: ReadyRule, place: int, citizen: int, identity: _Identity) -> Decision:
    book = rows.book
    base = rows.of(rule, place)
    cell = Cell(run, book, base[0], citizen)
    answer = _answer(run, rule, base, citizen)
    leaned = {name: rows.chosen[name] for name in rule.assumptions}
    questions = run.questions
    asked_on = as_date(int(questions.on[base[0], citizen if questions.on.shape[1] > 1 else 0]))
    because = (undecided(rows, rule),) if _disagree(run, rule, base, citizen) else reasons(cell, rule)
    quarter = rows.quarters[place] if rows.quarters else None
    return Decision(
        rule=rule.id, period=str(quarter) if quarter else "citizen", on=asked_on, as_known=identity.as_known, answer=answer,
        unit=_unit(rule), because=because,
        missing=missing([Cell(run, book, row, citizen) for row in base], rule) if _is_open(answer) else (),
        depends_on=tuple(_dependences(run, rows, rule, place, citizen, answer)),
        assumptions={book.assumptions[name].name: option for name, option in leaned.items()},
        sources=_sources(cell, rule, [reason.source for reason in because]),
        rulebook_hash=book.hash_of(rule.id.rpartition(".")[0]), facts_hash=identity.facts_hash(citizen), version=VERSION,
        quarter={"weeks": quarter.weeks(rows.scheme_of(base[0])), "scheme": rows.scheme_of(base[0])} if quarter else None,
        notes=("own_date",) if identity.as_known and any(fact.recorded is None for fact in identity.timelines[citizen].facts) else (),
    )


def _answer(run: Run, rule: ReadyRule, rows: Sequence[int], citizen: int) -> Answer:
    """The answer all rows agree on; verdicts that differ are unknown, values that differ are bounded."""
    verdicts: set[Verdict] = set()
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
            values.append(bounds.at(row, citizen) if verdict is not Verdict.NOT_MET else None)
        verdicts.add(verdict or Verdict.UNKNOWN)
    verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.UNKNOWN
    value: Quantity | None = None
    if rule.value is not None and verdict is not Verdict.NOT_MET:
        value = quantity(join(values), rule.value.type, 0, 0)
    return Answer(verdict, value)


def _is_open(answer: Answer) -> bool:
    return answer.verdict is Verdict.UNKNOWN or (answer.value is not None and not answer.value.exact)


def _disagree(run: Run, rule: ReadyRule, rows: Sequence[int], citizen: int) -> bool:
    """Whether what is left undecided makes the verdict: then no line of any one reading explains it."""
    return len({_answer(run, rule, (row,), citizen).verdict for row in rows}) > 1


def undecided(rows: Rows, rule: ReadyRule) -> Reason:
    """The reason of a verdict that hangs on questions nobody has decided."""
    names = [rows.assumptions[name].name for name in rows.undecided if name in rule.assumptions]
    return Reason("undecided", {"what": ", ".join(names)}, Verdict.UNKNOWN, reference(rule.rule.citation))


def _dependences(run: Run, rows: Rows, rule: ReadyRule, place: int, citizen: int, answer: Answer) -> list[Dependence]:
    found: list[Dependence] = []
    for name in rule.assumptions:
        chosen, assumption = rows.chosen[name], rows.assumptions[name]
        tried = [
            Dependence(assumption.name, option, _answer(run, rule, rows.of(rule, place, {name: option}), citizen))
            for option in assumption.options if option != chosen
        ]
        if chosen is None:
            if len({(one.answer.verdict, one.answer.value) for one in tried}) > 1:
                found.extend(tried)
        else:
            found.extend(one for one in tried if one.answer != answer)
    return found


def _unit(rule: ReadyRule) -> str | None:
    if rule.value is None:
        return None
    return {"number": rule.value.type.unit or "count", "date": "date"}.get(rule.value.type.kind)


def _sources(cell: Cell, rule: ReadyRule, cited: Sequence[Reference | None]) -> tuple[Reference, ...]:
    """Everything cited: the rule, its reasons, what it is defined by, and the values of its parameters in force."""
    found: dict[Reference | None, None] = {reference(rule.rule.citation): None, **dict.fromkeys(cited)}
    for node in rule.nodes:
        if node.operation == "named":
            found[reference(cell.book.citations.get(str(node.detail[0])))] = None
        elif node.operation == "parameter":
            day = cell.quantity(node.arguments[0])
            for value in cell.book.parameters[str(node.detail)].values:
                if _in_force(value, day):
                    found[reference(value.citation, value.confidence)] = None
    return tuple(one for one in found if one)


def _in_force(value: ParameterValue, day: Quantity | None) -> bool:
    if day is None or not isinstance(day.least, date) or not isinstance(day.greatest, date):
        return True
    return value.start <= day.greatest and (value.end is None or day.least < value.end)


def _date(number: int) -> date:
    return as_date(min(max(number, day_number(date(1800, 1, 1))), LAST_DAY))


