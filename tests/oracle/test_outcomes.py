"""The outcome measures over a batch of citizens say what reading each citizen's days slowly says; a longer run: `python -m tests.oracle.outcomes`."""

from __future__ import annotations

from datetime import date

import pytest

from tests.oracle.outcomes.agree import COURSES, MEASURES, NUMBERS, Compared, compared
from tests.oracle.outcomes.citizen import Citizen

CASE = {
    "citizen": {"id": "one", "born": "1990-05-01"}, "observed": [{"from": "2016-01-04", "to": "2016-03-07"}],
    "facts": [{"kind": "employment", "type": "ordinary", "from": "2016-01-10", "to": "2016-01-19"}],
}


@pytest.fixture(scope="module")
def found() -> dict[str, Compared]:
    return compared(MEASURES, 250, seed=11, batch=125)


@pytest.mark.parametrize("name", MEASURES)
def test_engine_and_slow_reading_agree(name: str, found: dict[str, Compared]) -> None:
    assert found[name].otherwise == ()


def test_the_citizens_have_something_to_say(found: dict[str, Compared]) -> None:
    assert all(one.unknown > 5 for one in found.values())
    assert sum(found[name].met for name in NUMBERS) > 100
    assert sum(found[name].met for name in MEASURES if name not in NUMBERS) > 20
    assert sum(found[name].less for name in COURSES) < 0.1 * sum(found[name].asked for name in COURSES)


def test_the_slow_reading_counts_weeks_by_hand() -> None:
    one = Citizen(CASE, date(2016, 2, 28))

    def working(week: date) -> bool | None:
        return one.any_day(lambda day: one.on_day("employment", lambda fact: True, day), week)

    assert one.weeks(working, date(2016, 1, 4), date(2016, 2, 28)) == (3, 3)          # a Sunday, a week and a Monday
    assert one.weeks(working, date(2016, 1, 4), date(2016, 3, 6)) == (3, 4)           # the last week is after the day asked on
    assert one.weeks(working, date(2015, 12, 28), date(2016, 2, 28)) == (3, 4)        # and the first was not seen
    assert one.longest(working, date(2016, 1, 4), date(2016, 2, 28)) == (3, 3)
