"""Properties of every investment case: sums by payer, scaling, spans, price levels."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.economics.investment.calculation import calculated
from integrationrules.economics.investment.model import AREAS, KINDS, PAYERS, STATUSES, Amount, InvestmentCase, Line
from integrationrules.economics.investment.public import result_of
from integrationrules.economics.ranges import Range, total
from integrationrules.rulebook.model import Text

from .cases import SMALL, found

MONEY = st.decimals(min_value=0, max_value=10**6, places=2)
YEAR = st.integers(2015, 2022)


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    first, value = draw(YEAR), draw(MONEY)
    return Amount(first, first + draw(st.integers(0, 3)), Range(value, value + draw(st.sampled_from([Decimal(0), Decimal("12.5")]))))


@st.composite
def cases(draw: st.DrawFn) -> InvestmentCase:
    lines = tuple(
        Line(
            f"line_{place}", Text("linje", "line"), draw(st.sampled_from(KINDS)), draw(st.sampled_from(PAYERS)), draw(st.sampled_from(AREAS)),
            draw(st.sampled_from(STATUSES)), (draw(amounts()),), 2015,
        )
        for place in range(draw(st.integers(1, 5)))
    )
    return InvestmentCase("case", Text("sag", "case"), "t_kr", 2015, lines, {}, decided=2015)


@given(cases())
def test_the_net_is_the_sum_over_payers_and_over_statuses(case: InvestmentCase) -> None:
    result = result_of(case)
    assert total(one.totals.net for one in result.payers) == result.totals.net
    assert total(one.net for one in result.by_status.values()) == result.totals.net
    assert result.years[-1].cumulative == result.totals.net


@given(cases(), st.sampled_from([Decimal(2), Decimal(1000), Decimal("0.5")]))
def test_scaling_the_amounts_scales_the_result(case: InvestmentCase, factor: Decimal) -> None:
    lines = (replace(line, amounts=tuple(replace(one, value=one.value.times(factor)) for one in line.amounts)) for line in case.lines)
    scaled = replace(case, lines=tuple(lines))
    before, after = calculated(case), calculated(scaled)
    assert after.totals.net == before.totals.net.times(factor)
    assert [one.cumulative for one in after.years] == [one.cumulative.times(factor) for one in before.years]
    assert after.payback == before.payback


@given(cases())
def test_an_even_split_lies_within_the_ranges_and_ends_where_they_end(case: InvestmentCase) -> None:
    slack = Decimal("1e-12")
    even, whole = calculated(case, "even"), calculated(case)
    for one, other in zip(even.years, whole.years, strict=True):
        assert other.cumulative.least - slack <= one.cumulative.least
        assert one.cumulative.most <= other.cumulative.most + slack
    assert abs(even.totals.net.least - whole.totals.net.least) < slack


@given(cases())
def test_a_later_cost_never_lowers_the_present_value(case: InvestmentCase) -> None:
    def later(line: Line) -> Line:
        return line if line.sign > 0 else replace(line, amounts=tuple(replace(one, first=one.first + 1, last=one.last + 1) for one in line.amounts))

    before, after = calculated(case).present_value, calculated(replace(case, lines=tuple(map(later, case.lines)))).present_value
    assert before.value is not None
    assert after.value is not None
    growth = Decimal(1) if after.first_year == before.first_year else 1 + (before.rate or Decimal(0))
    assert after.value.least / growth >= before.value.least - Decimal("1e-9")


def test_a_payback_year_is_known_and_the_day_is_not(tmp_path: Path) -> None:
    payback = found(tmp_path, SMALL).payback
    assert (str(payback.earliest), str(payback.latest)) == ("2028-01-01", "2028-12-31")


def test_a_rate_follows_the_year_of_the_decision(tmp_path: Path) -> None:
    value = found(tmp_path, SMALL).present_value
    assert value.rate == Decimal("0.035")
    assert value.value is not None
    assert float(value.value.least) == pytest.approx(-500 + 200 / 1.035 + 800 / 1.035**2)


def test_an_assumption_multiplies_a_line(tmp_path: Path) -> None:
    text = SMALL.replace("lines:\n", 'assumptions:\n  andel: {title: Andel, unit: percent, is: 50 %, low: 40 %, high: 60 %, source: sag}\nlines:\n')
    result = found(tmp_path, text.replace("{2027: 700, 2028: 800}", "{2027: 700, 2028: 800}\n    times: [andel]"))
    assert result.totals.saving == Range.of(750)


def test_break_even_put_back_gives_zero(tmp_path: Path) -> None:
    persons = "persons: {is: 10, status: goal, of: [besparelse], source: sag, per_person: {is: 70000, source: sag}}\n"
    result = found(tmp_path, SMALL.replace("lines:\n", persons + "lines:\n"))
    assert result.break_even is not None
    assert abs(result.break_even.persons.least * result.break_even.per_person / 1000 - result.totals.cost.least) < Decimal("1e-9")


def test_a_gain_of_the_state_pays_no_municipality_back(tmp_path: Path) -> None:
    text = SMALL.replace("kind: saving\n    payer: municipality", "kind: saving\n    payer: state")
    result = found(tmp_path, text)
    assert result.payback.latest is not None
    by_payer = {one.payer: one.payback for one in result.payers}
    assert (by_payer["municipality"].earliest, by_payer["municipality"].reason) == (None, "")
    assert by_payer["state"].reason == "no_cost"


@given(cases())
def test_json_adds_up_as_the_result_does(case: InvestmentCase) -> None:
    document = json.loads(json.dumps(result_of(case).as_json(), allow_nan=False))
    assert document["years"][-1]["cumulative"] == document["totals"]["net"]
    assert len(document["lines"]) == len(case.lines)
