"""One question to one case: the slow, obvious answer that the product's engine is tested against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from . import objective_1, receipt, self_support, window
from .dates import CALENDAR_END, DAY, WEEK, day, measuring_day, weeks_of_quarter
from .days import Days
from .facts import Case, Known
from .kleene import Truth, all_of
from .weeks import Weeks
from .window import Value

SELF_SUPPORT_RULES = (
    "dk.outcomes.self_support.self_supporting",
    "dk.outcomes.self_support.in_education",
    "dk.outcomes.self_support.counted",
)
RECEIPT_RULES = ("dk.integration.window.since_first_receipt", "dk.integration.window.received")
OBJECTIVE_RULES = ("dk.outcomes.objective_1.population", "dk.outcomes.objective_1.achieved")
QUARTER_RULES = SELF_SUPPORT_RULES + RECEIPT_RULES + OBJECTIVE_RULES
VALUE_RULES = tuple(f"dk.integration.window.{name}" for name in ("month", "year", "days_left"))
CITIZEN_RULES = (*VALUE_RULES, "dk.integration.window.first_three_years")
RULES = QUARTER_RULES + CITIZEN_RULES

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "school_or_practice": ("school_wins", "practice_wins"),
    "igu_counts": ("own_test", "pooled"),
    "quarter_weeks": ("thursday", "blocks13"),
    "su_codes": ("paid", "paid_or_unpaid", "paid_unpaid_or_adult"),
    "benefit_codes": ("any_but_su", "without_parental_and_holiday"),
    "receipt_anchor": ("monday", "day"),
    "received_as": ("156_weeks", "1096_days", "36_months"),
    "measuring_day": ("monday_of_last_week", "sunday_of_last_week"),
    "window_end_population": ("inclusive", "exclusive"),
    "window_end_tier": ("exclusive", "inclusive"),
}
"""The open questions and their answers; the first answer is the default."""


class Answer(NamedTuple):
    """met, not_met or unknown; a value (or its bounds) for the rules that have one."""

    verdict: str
    value: Value = None


def full_id(rule: str) -> str:
    """The rule's whole id; its last words are enough (`window.month`, `counted`)."""
    matching = [known for known in RULES if known == rule or known.endswith("." + rule)]
    if len(matching) != 1:
        raise KeyError(f"no single rule is called {rule!r}")
    return matching[0]


def settled(options: Mapping[str, str] | None) -> dict[str, str]:
    """Every option, with the default where nothing was chosen."""
    chosen = {name: answers[0] for name, answers in OPTIONS.items()}
    for name, answer in (options or {}).items():
        if answer not in OPTIONS[name]:
            raise ValueError(f"{name} has no answer {answer!r}")
        chosen[name] = answer
    return chosen


class Oracle:
    """One case as known on a day; remembers its days, and the quarters it was asked about."""

    def __init__(self, case: Case, as_known: str | date | None = None) -> None:
        self.known = Known(case, None if as_known is None else day(as_known))
        self.days = Days(self.known)
        self._truths: dict[object, Truth] = {}

    def horizon(self, rule: str, quarter: str | None = None, options: Mapping[str, str] | None = None) -> date:
        """The day a question is asked on if it names none: the end of observation, or the quarter's last Sunday."""
        if full_id(rule) in CITIZEN_RULES:
            return self.known.end_of_observation
        return weeks_of_quarter(_named(quarter), settled(options)["quarter_weeks"])[-1] + DAY * 6

    def answer(
        self,
        rule: str,
        quarter: str | None = None,
        on: str | date | None = None,
        options: Mapping[str, str] | None = None,
    ) -> Answer:
        """The verdict of one rule, for a quarter or on a day, under the options."""
        rule, chosen = full_id(rule), settled(options)
        seen_on = self.horizon(rule, quarter, options) if on is None else day(on)
        if rule in CITIZEN_RULES:
            truth, value = self._citizen_rule(rule, seen_on, chosen["window_end_tier"])
            return Answer(_WORDS[truth], value)
        return Answer(_WORDS[self._quarter_rule(rule, _named(quarter), seen_on, chosen)])

    def _citizen_rule(self, rule: str, on: date, window_end: str) -> tuple[Truth, Value]:
        start = window.start_of_period(self.known, on)
        match rule.rsplit(".", 1)[1]:
            case "month":
                return window.valued(start, lambda begun: window.month_of_period(begun, on))
            case "year":
                return window.valued(start, lambda begun: window.year_of_period(begun, on, window_end))
            case "days_left":
                return window.valued(start, lambda begun: window.days_left_of_period(begun, on))
        return window.first_three_years(start, on, window_end), None

    def _quarter_rule(self, rule: str, quarter: str, on: date, options: dict[str, str]) -> Truth:
        key = (rule, quarter, on, tuple(options.values()))
        if key not in self._truths:
            self._truths[key] = self._worked_out(rule, quarter, on, options)
        return self._truths[key]

    def _worked_out(self, rule: str, quarter: str, on: date, options: dict[str, str]) -> Truth:
        def other(rule: str) -> Truth:
            return self._quarter_rule(full_id(rule), quarter, on, options)

        weeks = Weeks(self.days, on, options)
        m = measuring_day(quarter, options["quarter_weeks"], options["measuring_day"])
        if m + WEEK > CALENDAR_END:
            raise ValueError(f"{quarter} is later than the calendar, which ends on {CALENDAR_END}")
        answers: dict[str, Callable[[], Truth]] = {
            "self_supporting": lambda: self_support.self_supporting(weeks, quarter),
            "in_education": lambda: self_support.in_education(weeks, quarter),
            "counted": lambda: self_support.counted(other("self_supporting"), other("in_education")),
            "since_first_receipt": lambda: receipt.since_first_receipt(weeks, m),
            "received": lambda: receipt.received(weeks, m),
            "population": lambda: objective_1.population(self.known.citizen, other("since_first_receipt"), m),
            "achieved": lambda: all_of(other("population"), other("counted")),
        }
        return answers[rule.rsplit(".", 1)[1]]()


def answer(
    case: Case,
    rule: str,
    quarter: str | None = None,
    on: str | date | None = None,
    as_known: str | date | None = None,
    options: Mapping[str, str] | None = None,
) -> Answer:
    """The answer to one question about one case."""
    return Oracle(case, as_known).answer(rule, quarter, on, options)


def _named(quarter: str | None) -> str:
    if quarter is None:
        raise ValueError("this rule is asked for a quarter")
    return quarter


_WORDS: dict[Truth, str] = {True: "met", False: "not_met", None: "unknown"}
