"""Facts on one line: what is understood, in Danish and English, in any order; and that what is written is read back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.lines import LineError, example, read_fact, written_fact
from integrationrules.lines.vocabulary import fields
from integrationrules.report.catalogue import translator
from integrationrules.timeline.facts import KINDS
from integrationrules.timeline.files import parse_case
from integrationrules.timeline.plain import plain_fact

JOB = {"kind": "employment", "type": "ordinary", "from": "2018-03-01", "hours_per_week": 25}


@pytest.mark.parametrize("line", [
    "ansættelse, ordinær, 25 t/uge, fra 2018-03-01", "employment, ordinary, 25 h/week, from 2018-03-01",
    "25 t/uge, fra 1. marts 2018, ordinær, ansættelse", "ordinær ansættelse 25 timer om ugen fra 1/3-2018",
    "ansaettelse, ordinaer, 25 timer pr. uge, fra 01-03-2018", "job, ordinært, 25 hours a week, from March 1, 2018",
    "ANSÆTTELSE; ORDINÆR; 25 T/UGE; FRA 1. MARTS 2018", "employment, type=ordinary, hours a week=25, from 1 mar 2018",
    "ansat, ordinary, 25 hours per week, fra 1.3.2018",
])
def test_one_job_may_be_said_in_many_ways(line: str) -> None:
    assert read_fact(line) == JOB


@pytest.mark.parametrize(("said", "field", "hours"), [
    ("25,5 t/uge", "hours_per_week", 25.5), ("25.5 h/week", "hours_per_week", 25.5), ("37 timer i ugen", "hours_per_week", 37),
    ("108 t/md", "hours_per_month", 108), ("160,33 timer om måneden", "hours_per_month", 160.33), ("108 h/month", "hours_per_month", 108),
])
def test_hours_a_week_or_a_month_with_either_decimal_mark(said: str, field: str, hours: float) -> None:
    assert read_fact(f"ansættelse, ordinær, {said}, fra 2018-03-01")[field] == hours


@pytest.mark.parametrize(("said", "day"), [
    ("2018-03-01", "2018-03-01"), ("1. marts 2018", "2018-03-01"), ("1 marts 2018", "2018-03-01"), ("31. dec. 2018", "2018-12-31"), ("1/3-2018", "2018-03-01"),
    ("1/3 2018", "2018-03-01"), ("01.03.2018", "2018-03-01"), ("1 March 2018", "2018-03-01"), ("October 12, 2018", "2018-10-12"), ("3. maj 2018", "2018-05-03"),
])
def test_dates_as_people_write_them_the_day_before_the_month(said: str, day: str) -> None:
    assert read_fact(f"kontrakt, den {said}") == {"kind": "contract", "on": day}
    assert read_fact(f"contract {said}")["on"] == day


@pytest.mark.parametrize(("said", "key"), [
    ("til", "to"), ("to", "to"), ("til og med", "through"), ("t.o.m.", "through"), ("tom", "through"), ("through", "through"),
])
def test_to_is_the_day_after_the_last_and_through_the_last(said: str, key: str) -> None:
    assert read_fact(f"orlov, sygdom, fra 2018-03-01 {said} 2018-04-01") == {"kind": "leave", "type": "illness", "from": "2018-03-01", key: "2018-04-01"}


@pytest.mark.parametrize(("line", "fact"), [
    ("opholdstilladelse, kvoteflygtning, den 2/11-2015", {"kind": "residence_permit", "basis": "quota_refugee", "on": "2015-11-02"}),
    ("opholdstilladelse, særlov, which=Ukraine, den 2/5-2022", {"kind": "residence_permit", "basis": "special_act", "which": "Ukraine", "on": "2022-05-02"}),
    ("integrationsansvar, kommune 860, fra 2016-01-01", {"kind": "responsibility", "municipality": 860, "from": "2016-01-01"}),
    ("integrationsydelse, fra 2016-01-04", {"kind": "benefit", "type": "integration_benefit", "from": "2016-01-04"}),
    ("offentligt løntilskud, ansættelse, fra 2016-01-04", {"kind": "employment", "type": "wage_subsidy_public", "from": "2016-01-04"}),
    ("ansættelse, ordinær, privat, fra 2016-01-04", {"kind": "employment", "type": "ordinary", "sector": "private", "from": "2016-01-04"}),
    ("uddannelse, SU, studiekompetencegivende, fra 2016-08-01", {"kind": "education", "support": "su", "leads_to": "study_qualifying", "from": "2016-08-01"}),
    ("uddannelse, uden støtte, fra 2016-08-01", {"kind": "education", "support": "none", "from": "2016-08-01"}),
    ("danskprøve, niveau 3, ikke bestået, den 2018-06-01", {"kind": "danish_test", "level": 3, "passed": False, "on": "2018-06-01"}),
    ("udbetalt bonus, job, 76.500 kr., den 1/3-2018", {"kind": "bonus_paid", "type": "job", "amount": 76500, "on": "2018-03-01"}),
    ("bonus paid, education, DKK 51000.50, on 2018-03-01", {"kind": "bonus_paid", "type": "education", "amount": 51000.5, "on": "2018-03-01"}),
    ("hjemtaget resultattilskud, danskprøve, den 1/3-2018", {"kind": "bonus_claimed", "type": "danish_test", "on": "2018-03-01"}),
    ("uge 40, 2018, kode 703", {"kind": "week_code", "week": "2018-W40", "code": "703"}),
    ("week code, 2018-W40, no code", {"kind": "week_code", "week": "2018-W40", "code": ""}),
    ("helbredsvurdering, gennemført, den 2018-06-01", {"kind": "health_assessment", "which": "done", "on": "2018-06-01"}),
    ("visitationskategori, jobparat, fra 2018-06-01, recorded=1/7-2018, id=k1",
     {"kind": "visitation_category", "category": "job_ready", "from": "2018-06-01", "recorded": "2018-07-01", "id": "k1"}),
])
def test_every_field_has_words(line: str, fact: dict[str, Any]) -> None:
    assert read_fact(line) == fact


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_kind_has_an_example_that_states_a_fact(kind: str, lang: str) -> None:
    found = read_fact(example(kind, translator(lang)))
    assert found["kind"] == kind
    assert parse_case({"citizen": {"id": "c"}, "observed": {"from": "2015-01-01", "to": "2019-01-01"}, "facts": [found]}).facts[0].kind == kind


DAYS = st.dates().filter(lambda day: 1900 <= day.year <= 2099).map(str)


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """Any fact as it stands in a case file."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    fact: dict[str, Any] = {"kind": kind}
    for name, options in fields(kind).items():
        if KINDS[kind].model_fields[name].is_required() or draw(st.booleans()):
            fact[name] = draw(st.sampled_from(options))
    more = {"municipality": st.integers(1, 999), "level": st.integers(1, 4), "passed": st.booleans(), "amount": st.integers(0, 10**7).map(lambda n: n / 100),
            "week": st.integers(1, 52).map(lambda n: f"2018-W{n:02}"), "code": st.sampled_from(["", "703", "1", "0996"])}
    fact |= {name: draw(values) for name, values in more.items() if name in KINDS[kind].model_fields}
    if kind == "employment" and (field := draw(st.sampled_from(["", "hours_per_week", "hours_per_month"]))):
        fact[field] = draw(st.integers(1, 10_000)) / 100
    if "from_" in KINDS[kind].model_fields:
        start, end = sorted(draw(st.lists(DAYS, min_size=2, max_size=2, unique=True)))
        fact["from"] = start
        if field := draw(st.sampled_from(["", "to", "through"])):
            fact[field] = end
    elif kind != "week_code":
        fact["on"] = draw(DAYS)
    if draw(st.booleans()):
        fact["id"] = "fact 1"
    if draw(st.booleans()):
        fact["recorded"] = draw(DAYS)
    return fact


@given(facts(), st.sampled_from(["da", "en"]))
def test_what_is_written_is_read_back_in_both_languages(fact: dict[str, Any], lang: str) -> None:
    (stated,) = parse_case({"citizen": {"id": "c"}, "observed": {"from": "2015-01-01", "to": "2019-01-01"}, "facts": [fact]}).facts
    assert read_fact(written_fact(plain_fact(stated), translator(lang))) == plain_fact(stated)


@given(st.text(max_size=80))
def test_any_text_is_a_fact_or_refused_in_words(text: str) -> None:
    try:
        found = read_fact(text)["kind"] in KINDS
    except LineError as error:
        found = bool(str(error))
    assert found
