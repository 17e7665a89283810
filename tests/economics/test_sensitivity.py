"""Moving the assumptions of investment cases: nothing invented, points where nothing is spread, exact break-even, the same bytes from one seed."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.economics.investment.calculation import calculated
from integrationrules.economics.investment.model import Amount, Assumption, InvestmentCase, Line
from integrationrules.economics.investment.problems import InvestmentError
from integrationrules.economics.investment.public import invest
from integrationrules.economics.investment.sensitivity import Sensitivity
from integrationrules.economics.investment.uncertainty import exact_net, sensitivity_of
from integrationrules.economics.ranges import Range
from integrationrules.rulebook.model import Text

PAGE = (Path(__file__).parents[2] / "docs" / "investment-cases.md").read_text(encoding="utf-8")
HJOERRING = Path(__file__).parents[2] / "examples" / "investments" / "hjoerring.yaml"
TITLE = Text("", "")
WRITTEN = """
investment: try
title: Prøve
amounts: t_kr
prices: {level: 2026}
decided: 2026
budget_period: {from: 2026, to: 2029}
assumptions:
  jobs: {title: Job, is: 12, low: 5, high: 18, unit: persons, source: assumed, because: prøve}
  price: {title: Pris, is: 1, deviation: 0.2, unit: times, source: assumed, because: prøve}
lines:
  spent:
    title: Brugt
    kind: cost
    payer: municipality
    area: Indsats
    status: assumed
    because: prøve
    span: {from: 2026, to: 2027, is: 1500}
    times: price
  saved:
    title: Sparet
    kind: saving
    payer: municipality
    area: Overførsler
    status: assumed
    because: prøve
    years: {2027: 20, 2028: 60, 2029: 60, 2030: 60}
    times: jobs
"""


@st.composite
def cases(draw: st.DrawFn, exact: bool = False) -> InvestmentCase:
    """Cases of one to five lines whose assumptions state no spread, or one of no width."""
    amounts = st.decimals(0, 1000, places=2)
    assumptions = tuple(
        Assumption(name, TITLE, value, "times", value if draw(st.booleans()) else None, distribution=draw(st.sampled_from(["triangular", "pert", "uniform"])))
        for name in ("a", "b") for value in [draw(st.decimals(0, 3, places=2))]
    )
    lines = []
    for place in range(draw(st.integers(1, 5))):
        first = draw(st.integers(2015, 2019))
        ends = sorted([draw(amounts), draw(amounts)])
        value = Range.of(ends[0]) if exact or draw(st.booleans()) else Range(*ends)
        amount = Amount(first, draw(st.integers(first, 2020)), value)
        times = tuple(draw(st.lists(st.sampled_from(["a", "b"]), unique=True)))
        kind = draw(st.sampled_from(["cost", "saving", "income"]))
        lines.append(Line(f"line{place}", TITLE, kind, "municipality", "Indsats", "assumed", (amount,), times=times))
    return InvestmentCase("x", TITLE, "t_kr", 2015, tuple(lines), {}, budget_period=(2015, 2018), assumptions=assumptions)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def sensitivity(path: Path, draws: int = 0, seed: int = 1, split: str = "open") -> Sensitivity:
    found = invest(path, split, draws=draws, seed=seed).sensitivity
    assert found is not None
    return found


def near(found: Range, expected: Range) -> bool:
    return (float(found.least), float(found.most)) == pytest.approx((float(expected.least), float(expected.most)), abs=1e-6)


@given(cases(), st.integers(0, 1000), st.sampled_from(["open", "even"]))
def test_draws_without_width_are_the_point_in_every_year(case: InvestmentCase, seed: int, split: str) -> None:
    found, point = sensitivity_of(case, split, 20, seed), calculated(case, split)
    assert (found.drawn is not None) == found.spread_stated
    if found.drawn is not None:
        for year in point.years:
            quantiles = found.drawn.cumulative[year.year]
            assert all(near(one, year.cumulative) for one in (quantiles.p10, quantiles.p50, quantiles.p90))
    assert [move for move in found.moves if move.kind == "assumption"] == []
    assert all(one.net == point.totals.net for one in found.scenarios)


@given(cases(exact=True))
def test_break_even_put_back_gives_exactly_zero(case: InvestmentCase) -> None:
    found = sensitivity_of(case)
    for zero in found.zero_at:
        assert exact_net(case, {zero.name: zero.value}) == 0
    totals = calculated(case).totals
    if found.needed_share is not None:
        assert found.needed_share[0] == found.needed_share[1]
        assert Fraction(totals.gain.least) * found.needed_share[0] - Fraction(totals.cost.least) == 0


@given(cases())
def test_a_line_between_bounds_moves_the_net_from_its_lower_to_its_upper_end(case: InvestmentCase) -> None:
    net = calculated(case).totals.net
    lines = [line for line in case.lines if not line.amounts[0].value.exact]
    moves = [move for move in sensitivity_of(case).moves if move.kind == "line"]
    assert sorted(move.name for move in moves) == sorted(line.id for line in lines)
    for move in moves:
        assert min(move.at_low.least, move.at_high.least) == net.least
        assert max(move.at_low.most, move.at_high.most) == net.most


def test_hjoerring_states_no_spread_and_gets_none() -> None:
    found = sensitivity(HJOERRING, draws=1000)
    assert not found.spread_stated
    assert found.drawn is None
    assert found.scenarios == ()
    assert [(move.name, move.at_low, move.at_high) for move in found.moves] == [
        ("spent_2018_19", Range.of(Decimal("199.5")), Range.of(Decimal("166.5"))),
    ]
    assert found.needed_share == (Fraction(1250, 3245), Fraction(1580, 3245))


def test_the_same_seed_gives_the_same_bytes(written: Path) -> None:
    first, second, other = (json.dumps(invest(written, draws=500, seed=seed).as_json()) for seed in (4, 4, 5))
    assert first == second
    assert first != other


def test_tornado_scenarios_and_break_even_of_a_small_case(written: Path) -> None:
    found = sensitivity(written)
    assert [(move.name, move.at_low.least, move.at_high.least) for move in found.moves] == [("jobs", -500, 2100), ("price", 1500, 300)]  # type: ignore[comparison-overlap]
    assert [move.width for move in found.moves] == [Decimal(2600), Decimal(1200)]
    assert {one.name: (one.inputs["jobs"], one.inputs["price"], one.net.least) for one in found.scenarios} == {
        "low": (Decimal(5), Decimal("1.4"), Decimal(-1100)), "middle": (Decimal(12), Decimal(1), Decimal(900)),
        "high": (Decimal(18), Decimal("0.6"), Decimal(2700)),
    }
    assert {one.name: one.value for one in found.zero_at} == {"jobs": Fraction(15, 2), "price": Fraction(8, 5)}


def test_the_chance_of_payback_counts_the_years_inside_the_budget_period(written: Path) -> None:
    drawn = sensitivity(written, draws=4000, seed=2).drawn
    assert drawn is not None
    assert drawn.pays_back is not None
    assert drawn.pays_back.least == drawn.pays_back.most
    # By 2029 jobs must be 1500/140 = 10.7 at the likely price, by 2030 7.5.
    assert drawn.gains.least > drawn.pays_back.least + 0.2
    assert drawn.cumulative[2029].p50.least > 0 > drawn.cumulative[2029].p10.least


def test_what_depends_on_the_split_of_a_span_is_a_range_beside_the_draws(written: Path) -> None:
    path = written.with_name("open.yaml")
    path.write_text(WRITTEN.replace("to: 2027", "to: 2030"), encoding="utf-8")
    opened, even = (sensitivity(path, draws=2000, split=split).drawn for split in ("open", "even"))
    assert opened is not None
    assert even is not None
    assert near(opened.net.p50, even.net.p50)
    assert [opened.cumulative[year].p90.exact for year in range(2026, 2031)] == [False, False, False, False, True]
    assert all(one.p90.exact for one in even.cumulative.values())
    assert opened.cumulative[2028].p50.least < even.cumulative[2028].p50.least < opened.cumulative[2028].p50.most
    assert opened.pays_back is not None
    assert opened.pays_back.least < opened.pays_back.most
    assert opened.gains.least == opened.gains.most


def test_a_scenario_sets_the_assumptions(written: Path) -> None:
    low, middle = (invest(written, scenario=name) for name in ("low", "middle"))
    assert low.scenario == "low"
    assert low.totals.net == Range.of(Decimal(-1100))
    assert middle.totals == invest(written).totals
    # What is said of all scenarios does not depend on the one chosen.
    assert low.sensitivity == middle.sensitivity


def test_a_case_without_spread_has_no_scenario(written: Path) -> None:
    assert invest(HJOERRING, scenario="low").scenario == ""


def test_an_unknown_scenario_is_refused(written: Path) -> None:
    with pytest.raises(InvestmentError, match="found 'lav'; expected one of low, middle, high"):
        invest(written, scenario="lav")


@pytest.mark.parametrize(("stated", "message"), [
    ("is: 1, deviation: 0.2, low: 0.5, unit: times", "both low and deviation are given; how far a value may lie is stated in one way"),
    ("is: 5 %, deviation: 2000 %, unit: percent", "the standard deviation 20 cannot be used"),
    ("is: 1, low: 2, high: 3, unit: times", "expected low <= likely <= high; found 2, 1, 3"),
    ("is: 1, low: 0, high: 3, distribution: pret, unit: times", "found 'pret'; did you mean 'pert'?"),
    ("is: 1, values: [1, two], unit: times", "found 'two'; expected a number"),
    ("is: 1, values: [-1, 2], unit: times", "-1 is negative"),
])
def test_a_spread_that_cannot_be_used_is_refused_in_its_place(written: Path, stated: str, message: str) -> None:
    written.write_text(WRITTEN.replace("is: 1, deviation: 0.2, unit: times", stated), encoding="utf-8")
    with pytest.raises(InvestmentError) as refused:
        invest(written)
    assert message in str(refused.value)
    assert f"{written}:10:" in str(refused.value)
    # The line that rests on it is not told of as well.
    assert len(refused.value.problems) == 1


def test_the_spreads_shown_in_the_documentation_are_read(tmp_path: Path) -> None:
    (assumptions,) = re.findall(r"```\n(assumptions:.*?)```", PAGE, re.DOTALL)
    (case,) = re.findall(r"```yaml\n(investment:.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "case.yaml"
    path.write_text(case.replace("is: 1500}", "is: 100}\n    times: [jobs, price, months]") + assumptions, encoding="utf-8")
    found = sensitivity(path, draws=50)
    assert sorted(move.name for move in found.moves) == ["jobs", "months", "price"]
    assert found.drawn is not None
