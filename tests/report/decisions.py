"""Hand-made decisions about an invented bus: every part that a result can have, none of them evaluated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from integrationrules.engine.decision import Answer, Decision, Dependence, Missing, Quantity, Reason, Reference
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.verdict import Verdict

HERE = Path(__file__).parent
ACT = Reference("act", "busloven", "§ 45, stk. 8, nr. 1")
COUNCIL = Reference("council", "Bakkeby Kommune, vedtægt for bussen", "§ 3")


def book() -> Rulebook:
    """The rulebook of the invented bus."""
    return load(HERE / "rulebook")


def weeks(least: int | None, greatest: int | None) -> Quantity:
    """A number of weeks."""
    return Quantity("number", least, greatest, "weeks")


def days(number: int) -> Quantity:
    """A number of days."""
    return Quantity("number", number, number, "days")


def years(number: int) -> Quantity:
    """A number of years."""
    return Quantity("number", number, number, "years")


def on(day: date | None, last: date | None = None) -> Quantity:
    """A date, or bounds of one."""
    return Quantity("date", day, last or day)


def word(text: str) -> Quantity:
    """A word."""
    return Quantity("word", text, text)


CARD = Decision(
    rule="town.bus.card", period="citizen", on=date(2018, 6, 1), as_known=None,
    answer=Answer(Verdict.MET, Quantity("number", Decimal("1250.50"), Decimal("1250.50"), "DKK")), unit="DKK",
    because=(
        Reason("town.bus.card", {"starts": on(date(2018, 3, 1))}, Verdict.MET, ACT),
        Reason("at_most", {"what": "town.bus.starts", "found": on(date(2018, 3, 1)), "needed": on(date(2018, 6, 1)), "needed_what": "on"},
               Verdict.MET, None, 1),
        Reason("at_least", {"what": "town.bus.years", "found": years(28), "needed": years(12)}, Verdict.MET, ACT, 1),
        Reason("equal", {"what": "citizen.origin", "found": word("non_western"), "needed": word("non_western")}, Verdict.MET, COUNCIL, 1),
    ),
    missing=(), depends_on=(), assumptions={}, sources=(ACT, COUNCIL),
    rulebook_hash="0123456789abcdef", facts_hash="f", version="0.1.0",
)

NOT_YET = replace(
    CARD, answer=Answer(Verdict.NOT_MET), running=True, on=date(2018, 2, 1), as_known=date(2018, 2, 3), notes=("own_date",),
    because=(
        Reason("town.bus.card", {"starts": None}, Verdict.NOT_MET, ACT),
        Reason("at_most", {"what": "town.bus.starts", "found": on(date(2018, 3, 1)), "needed": on(date(2018, 2, 1)), "needed_what": "on", "distance": days(28)},
               Verdict.NOT_MET, None, 1),
    ),
)

RIDE = Decision(
    rule="town.bus.ride", period="2018Q4", on=date(2018, 12, 30), as_known=None, answer=Answer(Verdict.NOT_MET), unit=None,
    because=(
        Reason("town.bus.ride", {"rides": weeks(7, 7), "quarter.weeks": weeks(13, 13), "most_rides": weeks(4, 4)}, Verdict.NOT_MET, COUNCIL),
        Reason("at_most", {"what": "town.bus.rides", "found": weeks(7, 7), "needed": weeks(4, 4), "distance": weeks(3, 3)}, Verdict.NOT_MET, None, 1),
        Reason("at_least", {"what": "town.bus.rides", "found": weeks(2, 2), "needed": weeks(5, 5), "distance": weeks(3, 3)}, Verdict.NOT_MET, None, 1),
        Reason("among", {"what": "citizen.origin", "found": word("danish"), "needed": "western, non_western"}, Verdict.NOT_MET, None, 1),
        Reason("rule", {"name": "town.bus.card"}, Verdict.NOT_MET, ACT, 1),
        Reason("town.bus.card", {"starts": on(date(2018, 3, 1), date(2018, 4, 1))}, Verdict.UNKNOWN, ACT, 2),
        Reason("exists", {"what": "town.bus.moved_in"}, Verdict.NOT_MET, None, 2),
    ),
    missing=(),
    depends_on=(Dependence("leave_counts", "does_not_count", Answer(Verdict.MET)), Dependence("quarter_weeks", "blocks13", Answer(Verdict.UNKNOWN))),
    assumptions={"leave_counts": "counts", "quarter_weeks": "thursday"}, sources=(COUNCIL,),
    rulebook_hash="0123456789abcdef", facts_hash="f", version="0.1.0", quarter={"weeks": 13, "scheme": "thursday"},
)

UNDECIDED = replace(
    RIDE, on=date(2018, 11, 1), answer=Answer(Verdict.UNKNOWN),
    because=(
        Reason("town.bus.ride", {"rides": weeks(2, 9), "quarter.weeks": weeks(13, 13), "most_rides": weeks(None, None)}, Verdict.UNKNOWN, COUNCIL),
        Reason("more_than", {"what": "count_weeks", "found": weeks(8, None), "needed": weeks(10, 10)}, Verdict.UNKNOWN, None, 1),
    ),
    missing=(
        Missing("citizen", "born"), Missing("parameter", "town.bus.most_rides", date(2018, 12, 24)), Missing("field", "employment.hours_per_week"),
        Missing("facts", "education", date(2018, 11, 2), date(2018, 12, 31), 8), Missing("residence", "resident", date(2018, 12, 24), date(2018, 12, 31), 1),
        Missing("facts", "benefit", None, date(2015, 1, 1)), Missing("facts", "responsibility"),
    ),
    depends_on=(Dependence("leave_counts", "counts", Answer(Verdict.NOT_MET)), Dependence("leave_counts", "does_not_count", Answer(Verdict.MET))),
    assumptions={"leave_counts": None, "quarter_weeks": "thursday"},
)

DAYS_LEFT = replace(
    CARD, rule="town.bus.days_left", answer=Answer(Verdict.MET, Quantity("number", 3, 12, "days")), unit="days", because=(),
    depends_on=(Dependence("quarter_weeks", "blocks13", Answer(Verdict.MET, days(1))),), assumptions={"quarter_weeks": "thursday"}, sources=(),
)

EARNED = replace(
    CARD, state="earned", days={
        "earned_on": on(date(2018, 3, 1)), "last_day": on(date(2018, 2, 28)), "claim_by": on(date(2018, 6, 30)), "final_by": on(date(2019, 5, 15))})
RUNNING = replace(NOT_YET, as_known=None, notes=(), state="running", projected=True, days={"earned_on": on(date(2018, 3, 1), date(2018, 4, 1))})
LATE = replace(DAYS_LEFT, answer=Answer(Verdict.NOT_MET, on(date(2018, 1, 15))), state="overdue", depends_on=(), assumptions={})
OPEN = replace(DAYS_LEFT, answer=Answer(Verdict.UNKNOWN), state="due", depends_on=(), assumptions={})

ALL = (CARD, NOT_YET, RIDE, UNDECIDED, DAYS_LEFT)
