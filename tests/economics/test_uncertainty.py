"""Spreads, draws from a seed, one input at a time, scenarios and break-even."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrationrules.economics.breakeven import break_even
from integrationrules.economics.draws import drawn, drawn_outputs, quantiles, share
from integrationrules.economics.scenarios import standard
from integrationrules.economics.spread import Normal, Pert, Point, Spread, SpreadError, Triangular, Uniform, Values
from integrationrules.economics.tornado import likely, tornado

ORDERED = st.lists(st.decimals(-1000, 1000, places=3), min_size=3, max_size=3).map(sorted)
SEEDS = st.integers(0, 2**63)
JOBS = Triangular(Decimal(5), Decimal(10), Decimal(12))
WAGE = Uniform(Decimal(20), Decimal(25), Decimal(30))
COST = Pert(Decimal(100), Decimal(150), Decimal(400))
SPREADS: dict[str, Spread] = {"wage": WAGE, "jobs": JOBS, "cost": COST}


def net(inputs: Mapping[str, Decimal]) -> Decimal:
    return inputs["jobs"] * inputs["wage"] - inputs["cost"]


@given(ORDERED, SEEDS, st.sampled_from([Triangular, Pert, Uniform]))
def test_no_draw_lies_beyond_the_ends(ends: list[Decimal], seed: int, kind: type[Triangular | Pert | Uniform]) -> None:
    values = drawn({"a": kind(*ends)}, 50, seed)["a"]
    assert float(ends[0]) <= values.min()
    assert values.max() <= float(ends[2])


@given(st.decimals(0, 1, places=3), st.decimals("0.001", 2, places=3), SEEDS)
def test_a_normal_share_is_drawn_between_0_and_1(middle: Decimal, deviation: Decimal, seed: int) -> None:
    spread = Normal(middle, deviation, Decimal(0), Decimal(1))
    values = drawn({"a": spread}, 200, seed)["a"]
    assert values.min() >= 0
    assert values.max() <= 1
    assert 0 <= spread.low <= spread.likely <= spread.high <= 1


@given(st.decimals(-1000, 1000, places=3), SEEDS)
def test_zero_spread_is_the_point_exactly(value: Decimal, seed: int) -> None:
    spreads: list[Spread] = [
        Point(value), Triangular(value, value, value), Pert(value, value, value), Uniform(value, value, value), Normal(value, Decimal(0)), Values([value]),
    ]
    for spread in spreads:
        assert (spread.low, spread.likely, spread.high) == (value, value, value)
        assert set(drawn({"a": spread}, 10, seed)["a"]) == {float(value)}


@given(SEEDS)
def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(seed: int) -> None:
    spreads = SPREADS
    first, second = (drawn(spreads, 20, seed) for _ in range(2))
    assert {name: values.tobytes() for name, values in first.items()} == {name: values.tobytes() for name, values in second.items()}
    other = drawn(spreads, 20, seed + 1)
    assert all((other[name] != values).any() for name, values in first.items())


def test_an_input_more_or_another_order_changes_no_other_draw() -> None:
    alone = drawn({"jobs": JOBS}, 20, 7)["jobs"]
    among = drawn({"cost": COST, "wage": WAGE, "jobs": JOBS}, 20, 7)["jobs"]
    assert alone.tobytes() == among.tobytes()


def test_inputs_with_the_same_spread_are_drawn_independently() -> None:
    found = drawn({"a": WAGE, "b": WAGE}, 10_000, 1)
    assert abs(np.corrcoef(found["a"], found["b"])[0, 1]) < 0.05


def test_draws_have_the_mean_of_their_distribution() -> None:
    spreads: dict[str, Spread] = {
        "triangular": JOBS, "pert": COST, "uniform": WAGE, "normal": Normal(Decimal(10), Decimal(2)), "values": Values([Decimal(1), Decimal(2), Decimal(6)]),
        "half": Normal(Decimal(0), Decimal(1), least=Decimal(0)),
    }
    means = {name: float(values.mean()) for name, values in drawn(spreads, 200_000, 3).items()}
    expected = {"triangular": 9.0, "pert": (100 + 600 + 400) / 6, "uniform": 25.0, "normal": 10.0, "values": 3.0, "half": (2 / np.pi) ** 0.5}
    assert means == pytest.approx(expected, rel=0.01)


def test_a_function_is_called_once_with_all_draws() -> None:
    found = drawn_outputs(lambda inputs: {"net": inputs["jobs"] * 2}, {"jobs": JOBS}, 1000, 5)
    np.testing.assert_array_equal(found.outputs["net"], found.inputs["jobs"] * 2)
    assert quantiles(found.outputs["net"]) == pytest.approx(np.percentile(found.inputs["jobs"], [10, 50, 90]) * 2)
    assert share(found.outputs["net"] > 18) == pytest.approx(np.mean(found.inputs["jobs"] > 9))


@pytest.mark.parametrize(("count", "seed"), [(0, 1), (1, -1)])
def test_no_draws_and_a_negative_seed_are_refused(count: int, seed: int) -> None:
    with pytest.raises(ValueError, match="at least one draw"):
        drawn({"jobs": JOBS}, count, seed)


@pytest.mark.parametrize(("make", "message"), [
    (lambda: Triangular(Decimal(2), Decimal(1), Decimal(3)), "spread_order"),
    (lambda: Pert(Decimal(1), Decimal(4), Decimal(3)), "spread_order"),
    (lambda: Normal(Decimal(2), Decimal(1), most=Decimal(1)), "spread_order"),
    (lambda: Normal(Decimal(2), Decimal(-1)), "deviation_negative"),
    (lambda: Normal(Decimal(0), Decimal(1000), Decimal(0), Decimal(1)), "deviation_beyond_bounds"),
    (lambda: Values([]), "no_values"),
])
def test_what_is_no_spread_is_refused(make: object, message: str) -> None:
    assert callable(make)
    with pytest.raises(SpreadError) as refused:
        make()
    assert refused.value.message_id == message


def test_values_use_their_middle_one() -> None:
    spread = Values([Decimal(9), Decimal(1), Decimal(4), Decimal(2)])
    assert (spread.low, spread.likely, spread.high) == (Decimal(1), Decimal(2), Decimal(9))


def test_the_widest_input_comes_first_and_one_without_spread_not_at_all() -> None:
    bars = tornado(net, SPREADS)
    assert [(bar.name, int(bar.at_low), int(bar.at_high)) for bar in bars] == [("cost", 150, -150), ("jobs", -25, 150), ("wage", 50, 150)]
    assert [bar.name for bar in tornado(net, {"wage": Point(Decimal(25)), "jobs": JOBS, "cost": Point(Decimal(150))})] == ["jobs"]


def test_low_is_the_lower_result_and_so_has_the_higher_cost() -> None:
    spreads = SPREADS
    scenarios = standard(spreads, tornado(net, spreads))
    assert [(one.name, int(net(one.inputs))) for one in scenarios] == [("low", -300), ("middle", 100), ("high", 260)]
    assert scenarios[1].inputs == likely(spreads)


@given(st.lists(st.fractions(-100, 100), min_size=1, max_size=4), st.fractions(-100, 100))
def test_break_even_put_back_gives_exactly_zero(factors: list[Fraction], cost: Fraction) -> None:
    def result(value: Fraction) -> Fraction:
        return value * prod(factors) - cost

    found = break_even(result)
    assert (found is None) == (prod(factors) == 0)
    assert found is None or result(found) == 0


def test_there_is_no_exact_break_even_of_a_curve() -> None:
    assert break_even(lambda value: value * value - 2) is None
