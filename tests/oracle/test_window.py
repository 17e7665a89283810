"""Chapter 3.1, note 5 and the introduction period worked by hand; each expected answer is derived in a comment.

The measuring day of 2018Q4 is Monday 24 December 2018, the Monday of week 52.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from .cases import benefit, citizen_with, coded, responsibility, verdict
from .dates import age
from .oracle import Oracle

# ---- chapter 3.1: since first receipt

def test_thirty_six_months_are_inclusive_on_the_day() -> None:
    case = citizen_with(benefit("2015-12-24", "2016-12-01"))  # + 36 months = 24 December 2018, the measuring day
    assert verdict(case, "since_first_receipt", options={"receipt_anchor": "day"}) == "met"
    exclusive = {"receipt_anchor": "day", "window_end_population": "exclusive"}
    assert verdict(case, "since_first_receipt", options=exclusive) == "not_met"
    # from Monday 21 December 2015 they are over on 21 December 2018
    assert verdict(case, "since_first_receipt") == "not_met"


def test_before_the_first_receipt_nobody_is_in_the_window() -> None:
    case = citizen_with(benefit("2018-12-25", "2019-12-01"))  # the day after the measuring day
    assert verdict(case, "since_first_receipt", options={"receipt_anchor": "day"}) == "not_met"
    assert verdict(case, "since_first_receipt") == "met"  # its Monday is the measuring day


def test_an_unobserved_beginning_may_hide_an_earlier_receipt() -> None:
    late = {"from": "2016-06-01", "to": "2020-01-01"}
    case = citizen_with(benefit("2016-06-01", "2017-01-01"), observed=late)
    # first receipt in 1 Sep 2015 .. 1 Jun 2016: in 2018Q2 (25 June) surely inside: 31 Aug 2018 at the least
    assert verdict(case, "since_first_receipt", "2018Q2") == "met"
    assert verdict(case, "since_first_receipt", "2018Q4") == "unknown"
    # 36 months after Monday 30 May 2016 at the latest: 30 May 2019
    assert verdict(case, "since_first_receipt", "2019Q2") == "not_met"


def test_a_coded_week_is_a_receipt_on_one_of_its_days() -> None:
    case = citizen_with(*coded(52, ["700"], 2015))  # Monday 21 - Sunday 27 December 2015
    assert verdict(case, "since_first_receipt") == "not_met"  # the Monday + 36 months is 21 December 2018
    # some day of 21-27 December 2018, with the 24th in between
    assert verdict(case, "since_first_receipt", options={"receipt_anchor": "day"}) == "unknown"


# ---- note 5: received

def test_received_needs_a_week_of_receipt() -> None:
    assert verdict(citizen_with(), "received") == "not_met"


def test_at_most_156_weeks_of_receipt() -> None:
    start = date(2015, 9, 7)  # a Monday; 156 weeks end before Monday 3 September 2018
    end = start + timedelta(weeks=156)
    assert verdict(citizen_with(benefit("2015-09-07", end.isoformat())), "received") == "met"
    one_day_more = (end + timedelta(days=1)).isoformat()
    assert verdict(citizen_with(benefit("2015-09-07", one_day_more)), "received") == "not_met"


def test_at_most_1096_days_of_receipt() -> None:
    as_days = {"received_as": "1096_days"}
    end = date(2015, 9, 7) + timedelta(days=1096)
    assert verdict(citizen_with(benefit("2015-09-07", end.isoformat())), "received", options=as_days) == "met"
    one_day_more = (end + timedelta(days=1)).isoformat()
    assert verdict(citizen_with(benefit("2015-09-07", one_day_more)), "received", options=as_days) == "not_met"


def test_at_most_36_calendar_months_with_a_day_of_receipt() -> None:
    as_months = {"received_as": "36_months"}
    # 30 September 2015 .. 31 August 2018: September 2015 to August 2018 are 36 months
    assert verdict(citizen_with(benefit("2015-09-30", "2018-09-01")), "received", options=as_months) == "met"
    assert verdict(citizen_with(benefit("2015-09-30", "2018-09-02")), "received", options=as_months) == "not_met"


def test_coded_weeks_count_as_weeks_but_not_as_days() -> None:
    # weeks 37-53 of 2015 (17), 2016 (52), 2017 (52) and 1-36 of 2018 (36) are 157 weeks; without the last 156
    codes = [*coded(37, ["700"] * 17, 2015), *coded(1, ["700"] * 52, 2016), *coded(1, ["700"] * 52, 2017)]
    codes += coded(1, ["700"] * 36, 2018)
    assert verdict(citizen_with(*codes[:-1]), "received") == "met"
    assert verdict(citizen_with(*codes), "received") == "not_met"
    # 157 weeks are 157 to 1099 days: on either side of 1096. 156 weeks are at most 1092 days
    assert verdict(citizen_with(*codes), "received", options={"received_as": "1096_days"}) == "unknown"
    assert verdict(citizen_with(*codes[:-1]), "received", options={"received_as": "1096_days"}) == "met"


def test_a_coded_week_around_the_measuring_day_may_come_too_late() -> None:
    case = citizen_with(*coded(52, ["700"]))  # some day of 24-30 December 2018
    assert verdict(case, "received") == "unknown"
    assert verdict(case, "received", options={"measuring_day": "sunday_of_last_week"}) == "met"


def test_a_coded_week_in_two_months_makes_neither_of_them_certain() -> None:
    as_months = {"received_as": "36_months"}
    full = benefit("2015-09-30", "2018-09-01")  # 36 months
    inside = citizen_with(full, *coded(40, ["700"]))  # 1-7 October 2018: a 37th
    assert verdict(inside, "received", options=as_months) == "not_met"
    across = citizen_with(full, *coded(35, ["700"]))  # 27 August - 2 September 2018: August has its receipt already
    assert verdict(across, "received", options=as_months) == "unknown"
    both_new = citizen_with(full, *coded(44, ["700"]))  # 29 October - 4 November 2018: a 37th in either, not said which
    assert verdict(both_new, "received", options=as_months) == "unknown"


# ---- the introduction period

@pytest.mark.parametrize(
    ("on", "month", "year", "days_left", "inside"),
    [
        ("2016-02-28", None, None, None, "not_met"),  # the day before the start
        ("2016-02-29", 1, 1, 1095, "met"),  # to 28 Feb 2017, 2018 and 2019: 3 x 365
        ("2016-03-28", 1, 1, 1067, "met"),  # one month after is 29 March; 28 days later: 1095 - 28
        ("2016-03-29", 2, 1, 1066, "met"),
        ("2017-02-27", 12, 1, 731, "met"),  # 27 Feb 2017 to 27 Feb 2019 is 365 + 365, and one day more
        ("2017-02-28", 13, 2, 365 * 2, "met"),  # 12 months after 29 February 2016 is 28 February 2017
        ("2019-02-27", 36, 3, 1, "met"),
        ("2019-02-28", 37, 4, 0, "not_met"),  # 36 months have passed
    ],
)
def test_the_window_of_a_start_on_leap_day(
    on: str, month: int | None, year: int | None, days_left: int | None, inside: str
) -> None:
    oracle = Oracle(citizen_with(responsibility("2016-02-29")))
    assert oracle.answer("window.month", on=on).value == month
    assert oracle.answer("window.year", on=on).value == year
    assert oracle.answer("window.days_left", on=on).value == days_left
    assert oracle.answer("first_three_years", on=on).verdict == inside


def test_an_inclusive_end_gives_each_year_one_day_more() -> None:
    oracle = Oracle(citizen_with(responsibility("2016-05-10")))
    inclusive = {"window_end_tier": "inclusive"}
    # the third year ends with 9 May 2019, or with 10 May if the end is included
    assert oracle.answer("window.year", on="2019-05-10").value == 4
    assert oracle.answer("window.year", on="2019-05-10", options=inclusive).value == 3
    assert oracle.answer("first_three_years", on="2019-05-10").verdict == "not_met"
    assert oracle.answer("first_three_years", on="2019-05-10", options=inclusive).verdict == "met"


def test_a_month_precise_start_gives_bounds() -> None:
    oracle = Oracle(citizen_with(responsibility("2016-05-10", precision="month")))
    # begun 1-31 May 2016. On 15 May 2017: 12 whole months since 1 May, 11 since 31 May
    assert oracle.answer("window.month", on="2017-05-15") == ("met", (12, 13))
    assert oracle.answer("window.year", on="2017-05-15") == ("met", (1, 2))
    # to 1 May 2019: 716 days (15 May 2017 - 15 May 2019 is 730, less 14); to 31 May: 746
    assert oracle.answer("window.days_left", on="2017-05-15") == ("met", (716, 746))
    # on 15 May 2016 it may not have begun
    assert oracle.answer("window.month", on="2016-05-15") == ("unknown", None)


# ---- objective 1

def test_age_counts_birthdays_and_leap_days_on_the_first_of_march() -> None:
    assert age(date(2000, 12, 24), date(2018, 12, 24)) == 18
    assert age(date(2000, 12, 25), date(2018, 12, 24)) == 17
    assert age(date(2000, 2, 29), date(2018, 2, 28)) == 17
    assert age(date(2000, 2, 29), date(2018, 3, 1)) == 18


@pytest.mark.parametrize(
    ("citizen", "expected"),
    [
        ({"born": "1990-05-01", "origin": "non_western"}, "met"),
        ({"born": "2000-12-24", "origin": "non_western"}, "met"),  # 18 on the measuring day
        ({"born": "2000-12-25", "origin": "non_western"}, "not_met"),  # 17
        ({"born": "1953-12-25", "origin": "non_western"}, "met"),  # 64 to the day before the 65th birthday
        ({"born": "1953-12-24", "origin": "non_western"}, "not_met"),  # 65
        ({"born": "1990-05-01", "origin": "western"}, "not_met"),
        ({"origin": "non_western"}, "unknown"),
        ({"born": "1990-05-01"}, "unknown"),
        ({"born": "2010-05-01"}, "not_met"),  # a child, whatever the origin
    ],
)
def test_the_population_of_objective_1(citizen: dict[str, str], expected: str) -> None:
    case = citizen_with(benefit("2016-05-01", "2018-10-01"), **citizen)  # within 36 months, and free in 2018Q4
    assert verdict(case, "population") == expected
    assert verdict(case, "achieved") == expected
