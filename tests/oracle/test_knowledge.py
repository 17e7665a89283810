"""What is not known, worked by hand: horizon, observation, versions and precision.

2018Q4 holds the Thursdays 4 October to 27 December 2018: weeks 40 to 52, thirteen of them. Week 40 is Monday 1 October
to Sunday 7 October; week 52 begins on Monday 24 December, the measuring day.
"""

from __future__ import annotations

from datetime import date

from .cases import WHOLE, benefit, citizen_with, coded, igu, verdict


def test_weeks_after_the_day_asked_are_unknown() -> None:
    # by Sunday 28 October weeks 40-43 are free (4); the rest is not yet known
    assert verdict(citizen_with(), "self_supporting", on=date(2018, 10, 28)) == "unknown"
    # a week later week 44 is the fifth
    assert verdict(citizen_with(), "self_supporting", on=date(2018, 11, 4)) == "met"


def test_weeks_outside_observation_are_unknown() -> None:
    observed = {"from": "2018-10-01", "through": "2018-10-28"}  # weeks 40-43
    assert verdict(citizen_with(observed=observed), "self_supporting") == "unknown"


def test_an_open_spell_is_unknown_after_its_observed_span() -> None:
    ongoing = {"kind": "benefit", "type": "cash_assistance", "from": "2018-01-01"}
    observed = {"from": "2018-01-01", "to": "2018-12-03"}  # weeks 40-48 certain: 9 benefit weeks, 4 left
    assert verdict(citizen_with(ongoing, observed=observed), "self_supporting") == "not_met"
    shorter = {"from": "2018-01-01", "to": "2018-11-26"}  # weeks 40-47: 5 left
    assert verdict(citizen_with(ongoing, observed=shorter), "self_supporting") == "unknown"


def test_the_day_as_known_is_not_observed() -> None:
    # known on Monday 5 November: week 44 (29 Oct - 4 Nov) is observed, the fifth; one day earlier it is not
    assert verdict(citizen_with(), "self_supporting", as_known=date(2018, 11, 5)) == "met"
    assert verdict(citizen_with(), "self_supporting", as_known=date(2018, 11, 4)) == "unknown"


def test_the_last_version_recorded_counts() -> None:
    long = benefit("2018-01-01", "2019-02-01", id="b", recorded="2018-01-02")
    short = benefit("2018-01-01", "2018-10-01", id="b", recorded="2019-01-15")
    case = citizen_with(short, long)  # the order in the file does not matter
    assert verdict(case, "self_supporting") == "met"
    assert verdict(case, "self_supporting", as_known=date(2019, 1, 14)) == "not_met"
    assert verdict(case, "self_supporting", as_known=date(2019, 1, 15)) == "met"


def test_a_withdrawn_fact_is_gone_and_uncovers_no_older_version() -> None:
    stated = benefit("2018-01-01", "2019-02-01", id="b", recorded="2018-01-02")
    withdrawn = stated | {"recorded": "2018-12-01", "withdrawn": True}
    assert verdict(citizen_with(stated, withdrawn), "self_supporting") == "met"


def test_a_month_precise_end_is_some_day_of_the_month() -> None:
    case = citizen_with(benefit("2018-01-01", "2018-11-15", precision="month"))
    # ends on one of 1-30 November: weeks 49-52 are surely free (4), weeks 44-48 perhaps (1 Nov lies in week 44)
    assert verdict(case, "self_supporting") == "unknown"
    december = citizen_with(benefit("2018-01-01", "2018-12-15", precision="month"))
    # ends on one of 1-31 December: weeks 40-48 surely benefit (30 Nov lies in week 48); at most 49-52: 4
    assert verdict(december, "self_supporting") == "not_met"


def test_practice_weeks_after_the_day_asked_are_unknown() -> None:
    case = citizen_with(benefit("2018-01-01", "2019-02-01"), igu("practice", "2018-01-01", "2019-02-01"))
    # by 28 October: weeks 40-43 are practice, the nine others not yet known, although the spell is stated to go on
    assert verdict(case, "self_supporting", on=date(2018, 10, 28)) == "unknown"


def test_a_month_precise_beginning_is_some_day_of_the_month() -> None:
    case = citizen_with(benefit("2018-11-15", "2019-02-01", precision="month"))
    # begins on one of 1-30 November: weeks 40-43 surely free (4), weeks 44-47 perhaps, 48-52 surely benefit
    assert verdict(case, "self_supporting") == "unknown"


def test_of_two_versions_recorded_on_one_day_the_later_in_the_list_counts() -> None:
    long = benefit("2018-01-01", "2019-02-01", id="b", recorded="2018-01-02")
    short = long | {"to": "2018-10-01"}
    assert verdict(citizen_with(long, short), "self_supporting") == "met"
    assert verdict(citizen_with(short, long), "self_supporting") == "not_met"


def test_an_open_spell_begun_after_observation_is_certain_for_one_day() -> None:
    ongoing = {"kind": "education", "support": "su", "from": "2018-10-01"}
    case = citizen_with(ongoing, observed={"from": "2013-01-01", "to": "2018-10-01"})
    assert verdict(case, "in_education") == "unknown"  # week 40 is an SU week, the others are not known
    assert verdict(case, "in_education", as_known=date(2019, 6, 1)) == "unknown"
    to_november = citizen_with(ongoing, observed={"from": "2013-01-01", "to": "2018-11-01"})
    assert verdict(to_november, "in_education") == "met"  # weeks 40-44


def test_a_kind_with_its_own_spans_is_unknown_outside_them() -> None:
    early = {"from": "2013-01-01", "to": "2018-01-01"}
    for kind in ("benefit", "employment", "education", "igu", "week_code", "residence", "abroad"):
        assert verdict(citizen_with(observed=WHOLE | {"by_kind": {kind: early}}), "self_supporting") == "unknown", kind
    # who is stated to live here does, though nobody looked for journeys
    resident = citizen_with({"kind": "residence", "from": "2013-01-01"}, observed=WHOLE | {"by_kind": {"abroad": early}})
    assert verdict(resident, "self_supporting") == "met"


def test_education_without_stated_support_may_be_su() -> None:
    case = citizen_with({"kind": "education", "from": "2018-01-01", "to": "2019-02-01"})
    assert verdict(case, "in_education") == "unknown"
    assert verdict(case, "self_supporting") == "unknown"


def test_residence_that_begins_later_does_not_count_yet() -> None:
    later = {"kind": "residence", "from": "2019-06-01"}
    assert verdict(citizen_with(later), "self_supporting") == "met"  # seen on 30 December 2018: no residence is stated
    assert verdict(citizen_with(later), "self_supporting", on=date(2019, 6, 1)) == "unknown"


def test_receipt_outside_its_own_observed_span_is_unknown() -> None:
    for kind in ("benefit", "week_code"):
        late = WHOLE | {"by_kind": {kind: {"from": "2016-06-01", "to": "2022-01-01"}}}
        assert verdict(citizen_with(observed=late), "received") == "unknown", kind  # none or some before June 2016
        case = citizen_with(benefit("2016-06-01", "2017-01-01"), observed=late)
        # 36 months since September 2015 are over, since June 2016 they are not
        assert verdict(case, "since_first_receipt") == "unknown", kind


def test_a_stated_code_makes_its_week_known_although_nobody_observed_it() -> None:
    late = WHOLE | {"by_kind": {"week_code": {"from": "2015-11-02", "to": "2022-01-01"}}}  # from week 45
    blank = coded(36, [""] * 9, 2015)  # weeks 36-44, from 31 August
    case = citizen_with(benefit("2016-06-01", "2017-01-01"), *blank, observed=late)
    assert verdict(case, "since_first_receipt") == "met"  # so the first receipt is 1 June 2016
    hole = citizen_with(benefit("2016-06-01", "2017-01-01"), *blank[:-1], observed=late)
    assert verdict(hole, "since_first_receipt") == "unknown"  # or some day of week 44 of 2015


def test_a_receipt_that_may_begin_after_the_day_asked_may_not_exist() -> None:
    case = citizen_with(benefit("2018-11-20", "2019-06-01", precision="month"))  # begins on one of 1-30 November
    assert verdict(case, "since_first_receipt", on=date(2018, 11, 20)) == "unknown"
    assert verdict(case, "since_first_receipt", on=date(2018, 11, 30)) == "met"
