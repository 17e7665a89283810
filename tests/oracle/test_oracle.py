"""Note 8 of the report worked by hand. Every expected answer is derived in a comment, never by running anything.

2018Q4 holds the Thursdays 4 October to 27 December 2018: weeks 40 to 52, thirteen of them. Week 40 is Monday 1 October
to Sunday 7 October; week 52 begins on Monday 24 December, the measuring day.
"""

from __future__ import annotations

import pytest

from .cases import benefit, citizen_with, coded, igu, su, verdict
from .codes import LISTED
from .dates import weeks_of_quarter
from .oracle import answer
from .self_support import Refused

# ---- five weeks

def test_five_blank_and_eight_benefit_weeks_are_self_support() -> None:
    case = citizen_with(*coded(40, [""] * 5 + ["700"] * 8))  # 5 free weeks of 13; 5 are enough
    assert verdict(case, "self_supporting") == "met"


def test_four_blank_weeks_are_not_enough() -> None:
    case = citizen_with(*coded(40, [""] * 4 + ["700"] * 9))  # 4 < 5
    assert verdict(case, "self_supporting") == "not_met"


def test_the_five_weeks_need_not_follow_each_other() -> None:
    case = citizen_with(*coded(40, ["", "700"] * 5 + ["700"] * 3))  # weeks 40, 42, 44, 46, 48
    assert verdict(case, "self_supporting") == "met"


def test_four_free_and_four_su_weeks_are_neither() -> None:
    case = citizen_with(*coded(40, [""] * 4 + ["651"] * 4 + ["700"] * 5))  # two tests, neither reaches 5
    assert verdict(case, "self_supporting") == "not_met"
    assert verdict(case, "in_education") == "not_met"
    assert verdict(case, "counted") == "not_met"


def test_five_su_weeks_are_ordinary_education() -> None:
    case = citizen_with(benefit("2018-01-01", "2018-11-26"), su("2018-11-26", "2019-02-01"))
    # SU from Monday of week 48: weeks 48-52 are 5 SU weeks; weeks 40-47 are benefit, so no week is free
    assert verdict(case, "in_education") == "met"
    assert verdict(case, "self_supporting") == "not_met"
    assert verdict(case, "counted") == "met"


def test_one_benefit_day_spoils_a_week() -> None:
    # benefit to Sunday 25 November (end of week 47) leaves weeks 48-52 free: 5
    assert verdict(citizen_with(benefit("2018-01-01", "2018-11-26")), "self_supporting") == "met"
    # one day longer, Monday 26 November, and week 48 is spoilt: 4 free weeks
    assert verdict(citizen_with(benefit("2018-01-01", "2018-11-27")), "self_supporting") == "not_met"


def test_a_quarter_without_residence_is_unknown() -> None:
    case = citizen_with(*coded(40, ["997"] * 13))  # no support, but free is unknown in all 13 weeks; SU is false
    assert verdict(case, "self_supporting") == "unknown"
    assert verdict(case, "in_education") == "not_met"
    assert verdict(case, "counted") == "unknown"


def test_a_job_with_wage_subsidy_is_public_support() -> None:
    job = {"kind": "employment", "from": "2018-01-01", "to": "2019-02-01"}
    assert verdict(citizen_with(job | {"type": "wage_subsidy_public"}), "self_supporting") == "not_met"
    assert verdict(citizen_with(job | {"type": "ordinary"}), "self_supporting") == "met"


def test_unpaid_su_is_a_free_week_unless_it_is_read_as_education() -> None:
    case = citizen_with(*coded(40, ["652"] * 13))
    assert verdict(case, "self_supporting") == "met"  # 652 is no support and, under `paid`, no SU
    wider = {"su_codes": "paid_or_unpaid"}
    assert verdict(case, "self_supporting", options=wider) == "not_met"
    assert verdict(case, "in_education", options=wider) == "met"


def test_adult_study_support_is_a_benefit_unless_it_is_read_as_education() -> None:
    case = citizen_with(*coded(40, ["661"] * 13))
    assert verdict(case, "counted") == "not_met"
    assert verdict(case, "in_education", options={"su_codes": "paid_unpaid_or_adult"}) == "met"


def test_parental_benefit_weeks_are_free_when_it_is_left_out() -> None:
    case = citizen_with(*coded(40, ["881"] * 13))
    assert verdict(case, "self_supporting") == "not_met"
    assert verdict(case, "self_supporting", options={"benefit_codes": "without_parental_and_holiday"}) == "met"


def test_an_unlisted_code_says_nothing() -> None:
    case = citizen_with(*coded(40, [""] * 4 + ["888"] + ["700"] * 8))  # 4 or 5 free weeks
    assert verdict(case, "self_supporting") == "unknown"


def test_of_two_codes_in_a_week_the_benefit_decides() -> None:
    case = citizen_with(*coded(40, [""] * 5 + ["700"] * 8), *coded(40, ["730"]))  # week 40 has "" and 730: 4 free
    assert verdict(case, "self_supporting") == "not_met"


# ---- note 8: IGU

def test_five_weeks_of_igu_practice_are_self_support_although_benefit_is_paid_too() -> None:
    case = citizen_with(benefit("2018-01-01", "2019-02-01"), igu("practice", "2018-11-26", "2019-02-01"))
    assert verdict(case, "self_supporting") == "met"  # weeks 48-52


def test_igu_school_weeks_are_neither_free_nor_practice() -> None:
    case = citizen_with(igu("school", "2018-01-01", "2019-02-01"))
    assert verdict(case, "self_supporting") == "not_met"


def test_a_practice_week_with_a_school_day_is_a_school_week_unless_practice_wins() -> None:
    school_days = [igu("school", d, d2) for d, d2 in (("2018-11-28", "2018-11-29"), ("2018-12-05", "2018-12-06"))]
    case = citizen_with(
        benefit("2018-01-01", "2018-12-03"), igu("practice", "2018-11-12", "2018-12-10"), *school_days,
        benefit("2018-12-10", "2019-02-01"),
    )
    # practice weeks 46-49; school days in 48 and 49, so 46 and 47 remain; free: none (49 is a school week)
    assert verdict(case, "self_supporting") == "not_met"
    # practice wins: 46-49 are four practice weeks; free: week 49 only (no benefit in it, and no longer a school week)
    assert verdict(case, "self_supporting", options={"school_or_practice": "practice_wins"}) == "not_met"


def test_a_school_day_takes_the_fifth_practice_week() -> None:
    case = citizen_with(
        benefit("2018-01-01", "2019-02-01"),
        igu("practice", "2018-11-26", "2019-02-01"),
        igu("school", "2018-11-28", "2018-11-29"),
    )
    # practice weeks 48-52, a school day in week 48: four are left, or five if practice wins; no week is free
    assert verdict(case, "self_supporting") == "not_met"
    assert verdict(case, "self_supporting", options={"school_or_practice": "practice_wins"}) == "met"


def test_pooled_counts_free_and_practice_weeks_together() -> None:
    case = citizen_with(
        benefit("2018-01-01", "2018-12-03"),
        igu("practice", "2018-10-01", "2018-10-22"),
        benefit("2018-12-17", "2019-02-01"),
    )
    # practice weeks 40-42 (3, with benefit, so not free), free weeks 49 and 50 (2): 3 + 2 = 5
    assert verdict(case, "self_supporting") == "not_met"
    assert verdict(case, "self_supporting", options={"igu_counts": "pooled"}) == "met"


# ---- quarters

def test_quarters_have_twelve_thirteen_or_fourteen_weeks() -> None:
    # 2018Q4: Thursdays 4 Oct .. 27 Dec = 13. 2020Q4: Thursdays 1 Oct .. 31 Dec = 14. 2021Q1: 7 Jan .. 25 Mar = 12
    assert [len(weeks_of_quarter(q, "thursday")) for q in ("2018Q4", "2020Q4", "2021Q1")] == [13, 14, 12]
    # 2020 has 53 weeks: 40-53 is 14; 2021: 1-13 is 13
    assert [len(weeks_of_quarter(q, "blocks13")) for q in ("2018Q4", "2020Q4", "2021Q1")] == [13, 14, 13]


def test_the_threshold_is_five_in_a_quarter_of_twelve_weeks_too() -> None:
    # 2021Q1 is 4 January to 28 March; benefit to 21 February leaves 22 Feb - 28 Mar: 5 weeks
    assert verdict(citizen_with(benefit("2020-01-01", "2021-02-22")), "self_supporting", "2021Q1") == "met"
    assert verdict(citizen_with(benefit("2020-01-01", "2021-02-23")), "self_supporting", "2021Q1") == "not_met"


def test_blocks_move_a_week_between_quarters() -> None:
    case = citizen_with(benefit("2020-01-01", "2021-02-23"))
    # week 13 of 2021 (29 March - 4 April, Thursday 1 April) joins Q1 under blocks13: weeks 9-13 are 5 free weeks
    assert verdict(case, "self_supporting", "2021Q1", options={"quarter_weeks": "blocks13"}) == "met"


def test_a_quarter_before_the_measure_is_refused() -> None:
    with pytest.raises(Refused):
        answer(citizen_with(), "counted", "2015Q3")


# ---- residence and codes

def test_a_stay_abroad_leaves_a_week_unknown() -> None:
    away = {"kind": "abroad", "from": "2018-11-07", "to": "2018-11-08"}  # one day of week 45
    case = citizen_with(benefit("2018-12-03", "2019-02-01"), benefit("2018-01-01", "2018-11-05"), away)
    # no benefit in weeks 45-48 (4 weeks), one of them unknown: 3 to 4 free weeks
    assert verdict(case, "self_supporting") == "not_met"
    longer = citizen_with(benefit("2018-12-10", "2019-02-01"), benefit("2018-01-01", "2018-11-05"), away)
    assert verdict(longer, "self_supporting") == "unknown"  # weeks 45-49: 4 to 5 free weeks


def test_residence_that_has_begun_replaces_the_observed_time() -> None:
    left = {"kind": "residence", "from": "2015-01-01", "to": "2018-11-04"}  # weeks 40-43; Sunday of week 44 is missing
    assert verdict(citizen_with(left), "self_supporting") == "unknown"  # 4 sure, the others unknown
    to_monday = left | {"to": "2018-11-05"}
    assert verdict(citizen_with(to_monday), "self_supporting") == "met"  # weeks 40-44


def test_131_codes_are_listed() -> None:
    # 129 codes of the agency's list, blank, and 775; 0 and 100 are no codes
    assert len(set(LISTED)) == len(LISTED) == 131
    assert "775" in LISTED
    assert "0" not in LISTED
    assert "100" not in LISTED
