"""The plan: typed terms computed over a batch of citizens and a list of questions, each shared term once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from integrationrules.rulebook.book import ReadyRule, Rulebook
from integrationrules.rulebook.kinds import CITIZEN_FIELDS, RESIDENT
from integrationrules.rulebook.terms import Term
from integrationrules.timeline.batch import Batch, Field
from integrationrules.verdict import FALSE, INFINITE, TRUE, UNKNOWN, Bounds, Truths

from . import functions
from .counts import count_touched
from .dense import DenseWeeks
from .lookup import parameter
from .questions import Questions
from .selection import label_truths
from .spells import WEEK_CODE, Selected, first_day, first_index, resident_weeks, select, weeks_of
from .weeks import WeekSet

__all__ = ["Plan", "Run", "Value"]

Value = Truths | Bounds | WeekSet | Selected


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
        self._dense: dict[int, WeekSet] | None = None

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
            found = getattr(self, f"_{term.operation}")(term)
            self._values[id(term)] = found
        return found

    # -- leaves -------------------------------------------------------------------------------------------------------

    def _number(self, term: Term) -> Value:
        return Bounds.exactly([[int(term.detail)]])  # type: ignore[call-overload]

    def _option(self, term: Term) -> Value:
        return Bounds.exactly([[int(term.detail)]])  # type: ignore[call-overload]

    def _unknown(self, term: Term) -> Value:
        return UNKNOWN

    def _none(self, term: Term) -> Value:
        return Bounds(_FAR_BELOW, _FAR_ABOVE, TRUE)

    def _on(self, term: Term) -> Value:
        return Bounds.exactly(self.questions.on)

    def _law_date(self, term: Term) -> Value:
        return Bounds.exactly(self.questions.law_date)

    def _quarter(self, term: Term) -> Value:
        period = self.questions.period
        assert period is not None
        return Bounds.exactly({"weeks": period.weeks, "first_monday": period.first_monday, "last_monday": self.questions.last_monday}[str(term.detail)])

    def _citizen(self, term: Term) -> Value:
        name = str(term.detail)
        field: Field = getattr(self.batch, name)
        words = CITIZEN_FIELDS[name].options
        values = field.values
        if words:
            values = np.array([words.index(word) for word in field.categories], dtype=np.int64)[values]
        least, greatest = (0, len(words) - 1) if words else (-INFINITE, INFINITE)
        if field.known.all():
            return Bounds.exactly(values[None, :])
        return Bounds(np.where(field.known, values, least)[None, :], np.where(field.known, values, greatest)[None, :])

    def _assumption(self, term: Term) -> Value:
        return Bounds.exactly(self.questions.options[str(term.detail)])

    def _parameter(self, term: Term) -> Value:
        return parameter(self.plan.book.parameters[str(term.detail)], self.bounds(term.arguments[0]))

    def _named(self, term: Term) -> Value:
        return self.value(term.arguments[0])

    def _facts(self, term: Term) -> Value:
        return select(self.batch, term)

    # -- facts --------------------------------------------------------------------------------------------------------

    def _weeks(self, term: Term) -> Value:
        facts = term.arguments[0]
        period, last_day, place = self.questions.distinct
        if facts.type.unit == RESIDENT:
            found = resident_weeks(self.batch, period, last_day)
        elif facts.type.unit == WEEK_CODE and self.batch.weeks is not None:
            found = self._dense_sets()[id(facts)]
        else:
            found = weeks_of(self.facts(facts), str(term.detail), period, last_day, self.batch.size)
        if place is None:
            return found
        certain, possible = _rows(found.certain, place), _rows(found.possible, place)
        return WeekSet(certain, certain if found.is_known else possible)

    def _dense_sets(self) -> dict[int, WeekSet]:
        if self._dense is None:
            weeks = self.batch.weeks
            assert weeks is not None
            needed = self.plan.coded
            conditions = [label_truths(term.arguments[0] if term.arguments else None, weeks.labels) for term in needed]
            period, last_day, _ = self.questions.distinct
            found = DenseWeeks(weeks, conditions).sets(period, last_day)
            self._dense = {id(term): one for term, one in zip(needed, found, strict=True)}
        return self._dense

    def _first(self, term: Term) -> Value:
        return first_day(self.facts(term.arguments[0]), self.questions.on, self.batch.size)

    def _field(self, term: Term) -> Value:
        record = term.arguments[0]
        day = self.bounds(record)
        if term.detail == "start":
            return day
        while record.operation == "named":
            record = record.arguments[0]
        selected = self.facts(record.arguments[0])
        place = first_index(selected, day, self.batch.size)
        words = term.type.options
        if selected.columns is None or not len(selected.columns.citizen):
            return _flag(Bounds(_FAR_BELOW, _FAR_ABOVE, day.absent)) if term.type.kind == "truth" else Bounds(_FAR_BELOW, _FAR_ABOVE, day.absent)
        if term.detail == "end":
            # What lies after `on` does not decide: an end that is not reached yet is only known not to have come.
            seen = self.questions.on + 1
            least, greatest = np.minimum(selected.columns.end_min[place], seen), selected.columns.end_max[place]
            greatest = np.where(greatest >= seen, INFINITE, greatest)
            return Bounds(np.where(place < 0, -INFINITE, least), np.where(place < 0, INFINITE, greatest), day.absent)
        field = selected.columns.fields[str(term.detail)]
        values = field.values
        if words:
            values = np.array([words.index(word) for word in field.categories], dtype=np.int64)[values]
        known = (place >= 0) & field.known[place]
        low, high = (0, len(words) - 1) if words else (-INFINITE, INFINITE)
        found = Bounds(np.where(known, values[place], low), np.where(known, values[place], high), day.absent)
        return _flag(found) if term.type.kind == "truth" else found

    def _count_weeks(self, term: Term) -> Value:
        period = self.questions.period
        assert period is not None
        return self.weeks(term.arguments[0]).count(period.full)

    def _count_facts(self, term: Term) -> Value:
        up_to, *selections = term.arguments
        parts = [self.facts(selection) for selection in selections]
        return count_touched(parts, str(term.detail), self.bounds(up_to), self.questions.on, self.batch.size)

    # -- logic --------------------------------------------------------------------------------------------------------

    def _and(self, term: Term) -> Value:
        return self._logical(term, stop=lambda truth: not truth.possible.any(), skip=lambda truth: bool(truth.sure.all()))

    def _or(self, term: Term) -> Value:
        return self._logical(term, stop=lambda truth: bool(truth.sure.all()), skip=lambda truth: not truth.possible.any())

    def _logical(self, term: Term, stop: Any, skip: Any) -> Value:
        # What does not depend on the citizen comes first: it may settle the rest without looking.
        found: Value | None = None
        neutral, absorbing = (TRUE, FALSE) if term.operation == "and" else (FALSE, TRUE)
        for argument in sorted(term.arguments, key=_cost):
            if argument.type.kind == "truth":
                truth = self.truths(argument)
                if stop(truth):
                    return WeekSet.everywhere(absorbing) if term.type.kind == "weeks" else absorbing
                if skip(truth):
                    continue
                value: Value = WeekSet.everywhere(truth) if term.type.kind == "weeks" else truth
            else:
                value = self.weeks(argument)
            if found is None:
                found = value
            elif term.operation == "and":
                found = found & value  # type: ignore[operator]
            else:
                found = found | value  # type: ignore[operator]
        if found is None:
            return WeekSet.everywhere(neutral) if term.type.kind == "weeks" else neutral
        return found

    def _not(self, term: Term) -> Value:
        return ~self.value(term.arguments[0])  # type: ignore[operator]

    def _compare(self, term: Term) -> Value:
        left, right = _alike(self.bounds(term.arguments[0]), self.bounds(term.arguments[1]))
        match term.detail:
            case "<":
                return left.below(right)
            case "<=":
                return left.at_most(right)
            case ">":
                return right.below(left)
            case ">=":
                return right.at_most(left)
        return left.equals(right)

    def _in(self, term: Term) -> Value:
        value = self.bounds(term.arguments[0])
        positions: tuple[int, ...] = term.detail  # type: ignore[assignment]
        found = FALSE
        for position in positions:
            found = found | value.equals(Bounds.exactly([[position]]))
        # All words left open may be in the list.
        words = len(term.arguments[0].type.options)
        open_words = [position for position in range(words) if position not in positions]
        if not open_words:
            found = Truths(found.sure | ~value.absent.possible, found.possible)
        return found

    def _choose(self, term: Term) -> Value:
        *pairs, otherwise = term.arguments
        cases = list(zip(pairs[::2], pairs[1::2], strict=True))
        return self._chosen(cases, otherwise, term)

    def _chosen(self, cases: list[tuple[Term, Term]], otherwise: Term, term: Term) -> Value:
        if not cases:
            return self._branch(otherwise, term)
        (condition, then), *rest = cases
        truth = self.truths(condition)
        if truth.sure.all():
            return self._branch(then, term)
        if not truth.possible.any():
            return self._chosen(rest, otherwise, term)
        first, second = self._branch(then, term), self._chosen(rest, otherwise, term)
        return first.either(second, truth)  # type: ignore[union-attr, arg-type]

    def _branch(self, branch: Term, term: Term) -> Value:
        return self.weeks(branch) if term.type.kind == "weeks" else self.value(branch)

    # -- arithmetic ---------------------------------------------------------------------------------------------------

    def _add(self, term: Term) -> Value:
        return _wide(self.bounds(term.arguments[0])).plus(_wide(self.bounds(term.arguments[1])))

    def _subtract(self, term: Term) -> Value:
        return _wide(self.bounds(term.arguments[0])).plus(_wide(self.bounds(term.arguments[1])).negative())

    def _negative(self, term: Term) -> Value:
        return _wide(self.bounds(term.arguments[0])).negative()

    def _times(self, term: Term) -> Value:
        factor: int = term.detail  # type: ignore[assignment]
        value = _wide(self.bounds(term.arguments[0]))
        scaled = value.map(lambda numbers: numbers * abs(factor))
        return scaled if factor >= 0 else scaled.negative()

    def _floor_divide(self, term: Term) -> Value:
        divisor: int = term.detail  # type: ignore[assignment]
        return _wide(self.bounds(term.arguments[0])).map(lambda numbers: numbers // divisor)

    def _call(self, term: Term) -> Value:
        name, unit = term.detail  # type: ignore[misc]
        if name in ("if_unknown", "exists"):
            return getattr(self, f"_{name}")(term)  # type: ignore[no-any-return]
        arguments = [_wide(self.bounds(argument)) for argument in term.arguments]
        match name:
            case "after":
                return functions.after(arguments[0], arguments[1], term.arguments[1].type.unit[:-1])  # type: ignore[arg-type]
            case "elapsed":
                return functions.elapsed(arguments[0], arguments[1], unit)
            case "age":
                return functions.age(arguments[0], arguments[1])
            case "monday":
                return functions.monday(arguments[0])
            case "next_start":
                return functions.next_start(arguments[0], unit)
            case "end_of":
                return functions.end_of(arguments[0], unit)
            case "working_day":
                return functions.working_day(arguments[0], self.plan.book.holidays)
            case "year_after":
                return functions.year_of(arguments[0]).plus(Bounds.exactly([[1]]))
            case "date_in":
                return functions.date_in(arguments[0], int(arguments[1].least.flat[0]), int(arguments[2].least.flat[0]))
            case "earliest":
                return arguments[0].earliest(arguments[1])
            case "min":
                return arguments[0].minimum(arguments[1])
        return arguments[0].maximum(arguments[1])

    def _exists(self, term: Term) -> Value:
        absent = self.bounds(term.arguments[0]).absent
        return ~absent

    def _if_unknown(self, term: Term) -> Value:
        value, instead = self.value(term.arguments[0]), self.value(term.arguments[1])
        if isinstance(value, Truths):
            known = value.sure | ~value.possible
            return value.either(instead, Truths(known, known))  # type: ignore[arg-type]
        if isinstance(value, WeekSet):
            other = self.weeks(term.arguments[1])
            settled = ~(value.certain ^ value.possible)
            certain, possible = (value.certain & settled) | (other.certain & ~settled), (value.certain & settled) | (other.possible & ~settled)
            return WeekSet(certain, possible)
        assert isinstance(value, Bounds)
        known = value.exact | value.absent.sure
        return value.either(instead, Truths(known, known))  # type: ignore[arg-type]


_FAR_BELOW, _FAR_ABOVE = np.array([[-INFINITE]]), np.array([[INFINITE]])


def _flag(value: Bounds) -> Truths:
    """A yes-or-no field as a condition; not met where there is no such fact."""
    return Truths((value.least >= 1) & ~value.absent.possible, (value.greatest >= 1) & ~value.absent.sure)


def _rows(values: Any, place: Any) -> Any:
    return values[place] if values.shape[0] > 1 else values


def _cost(term: Term) -> int:
    inner = term
    while inner.operation in ("named", "not"):
        inner = inner.arguments[0]
    if inner.operation == "compare" and all(part.operation in ("assumption", "option") for part in inner.arguments):
        return 0
    return 1


def _wide(value: Bounds) -> Bounds:
    if value.least.dtype == np.int64:
        return value
    least = value.least.astype(np.int64)
    return Bounds(least, least if value.least is value.greatest else value.greatest.astype(np.int64), value.absent)


def _alike(left: Bounds, right: Bounds) -> tuple[Bounds, Bounds]:
    """Counts of weeks are bytes: the limit they are compared with is brought down to a byte as well."""
    if left.least.dtype == right.least.dtype:
        return left, right
    return (left, _byte(right)) if left.least.dtype == np.int8 else (_byte(left), right)


def _byte(value: Bounds) -> Bounds:
    least = np.clip(value.least, -100, 100).astype(np.int8)
    return Bounds(least, least if value.least is value.greatest else np.clip(value.greatest, -100, 100).astype(np.int8), value.absent)
