"""Yearly amounts: laws that hold for all, other libraries as oracle, and payback by hand."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import numpy as np
import numpy_financial
import pytest
import pyxirr
from hypothesis import assume, example, given
from hypothesis import strategies as st

from integrationrules.economics.cashflow import (
    Payback,
    benefit_cost,
    cumulative,
    internal_rate,
    payback,
    payback_range,
    payback_years,
    present_value,
    savings_to_investment,
    sign_changes,
)

AMOUNTS = st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=12)
RATES = st.decimals("0.001", "0.5", places=3)
HJOERRING = [Decimal(text) for text in ("-20.6", "-0.8", "52.8", "51.1", "84.0")]
"""The reconstruction of the net by year under even spending, mio. kr."""


def floats(amounts: list[Decimal]) -> np.ndarray:
    return np.array(amounts, dtype=np.float64)


@given(AMOUNTS, RATES)
def test_present_value_is_that_of_numpy_financial(amounts: list[Decimal], rate: Decimal) -> None:
    assert float(present_value(amounts, rate)) == pytest.approx(numpy_financial.npv(float(rate), floats(amounts)), abs=1e-6)


@given(st.integers(1, 8), st.lists(st.decimals(1, 1000, places=2), min_size=2, max_size=10))
def test_the_internal_rate_is_that_of_pyxirr(turn: int, sizes: list[Decimal]) -> None:
    amounts = [-size if index < turn else size for index, size in enumerate(sizes)]
    assume(turn < len(sizes))
    rate = internal_rate(amounts)
    assert rate is not None
    expected = pyxirr.irr(floats(amounts))
    assume(expected is not None and -0.9 < expected < 10)
    assert float(rate) == pytest.approx(expected, abs=1e-7)


@given(AMOUNTS)
def test_there_is_an_internal_rate_exactly_if_the_sign_changes_once(amounts: list[Decimal]) -> None:
    signs = [amount > 0 for amount in amounts if amount]
    changes = sum(one != other for one, other in pairwise(signs))
    assert sign_changes(amounts) == changes
    rate = internal_rate(amounts)
    assert (rate is not None) == (changes == 1)
    if rate is not None and rate < 100:
        size = sum(abs(amount) / (1 + rate) ** index for index, amount in enumerate(amounts))
        assert abs(present_value(amounts, rate)) <= size * Decimal("1e-12")


@given(AMOUNTS, RATES, st.decimals("0.01", 100, places=2), st.data())
def test_a_later_cost_never_lowers_the_present_value(amounts: list[Decimal], rate: Decimal, cost: Decimal, data: st.DataObject) -> None:
    early, late = sorted(data.draw(st.lists(st.integers(0, len(amounts) - 1), min_size=2, max_size=2)))
    paid_early = [amount - cost * (index == early) for index, amount in enumerate(amounts)]
    paid_late = [amount - cost * (index == late) for index, amount in enumerate(amounts)]
    # Two sums that are rounded at their 28th digit.
    assert present_value(paid_late, rate) >= present_value(paid_early, rate) - Decimal("1e-20")
    assert present_value(floats(paid_late), float(rate)) >= present_value(floats(paid_early), float(rate)) - 1e-9


@given(AMOUNTS, RATES, st.integers(1, 50))
def test_amounts_multiplied_multiply_the_present_value(amounts: list[Decimal], rate: Decimal, factor: int) -> None:
    scaled = present_value([amount * factor for amount in amounts], rate)
    assert abs(scaled - present_value(amounts, rate) * factor) <= Decimal("1e-18")


@given(AMOUNTS, st.integers(1, 50))
def test_amounts_multiplied_change_neither_payback_nor_rate(amounts: list[Decimal], factor: int) -> None:
    scaled = [amount * factor for amount in amounts]
    assert payback(cumulative(scaled)) == payback(cumulative(amounts))
    one, other = internal_rate(scaled), internal_rate(amounts)
    assert (one is None and other is None) or one == pytest.approx(other, rel=Decimal("1e-9"), abs=Decimal("1e-12"))


@given(AMOUNTS)
def test_without_a_rate_the_present_value_is_the_last_sum(amounts: list[Decimal]) -> None:
    assert present_value(amounts, Decimal(0)) == cumulative(amounts)[-1]


@given(st.lists(AMOUNTS.filter(lambda row: len(row) >= 3).map(lambda row: row[:3]), min_size=1, max_size=6), RATES)
def test_rows_are_answered_as_each_alone(rows: list[list[Decimal]], rate: Decimal) -> None:
    together = np.array(rows, dtype=np.float64)
    np.testing.assert_allclose(present_value(together, float(rate)), [float(present_value(row, rate)) for row in rows], atol=1e-9)
    np.testing.assert_allclose(cumulative(together)[:, -1], [float(sum(row)) for row in rows], atol=1e-9)
    np.testing.assert_array_equal(internal_rate(together), [internal_rate(floats(row)) for row in rows])
    np.testing.assert_array_equal(sign_changes(together), [sign_changes(row) for row in rows])


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=8))
@example([0, 0])
@example([-12, 12])
def test_payback_of_arrays_is_the_exact_one(amounts: list[int]) -> None:
    exact = payback(cumulative([Decimal(amount) for amount in amounts]))
    years = float(payback_years(cumulative(np.array(amounts, dtype=np.float64))))
    if exact is None:
        assert np.isnan(years)
    elif years == 0:
        assert exact == Payback(0, 1)
    else:
        # The month that holds the moment; a moment on the border belongs to the month it ends.
        assert exact.year * 12 + exact.month == int(np.ceil(round(years * 12, 9)))


@given(AMOUNTS)
def test_after_payback_nothing_is_owed_again(amounts: list[Decimal]) -> None:
    sums = cumulative(amounts)
    found = payback(sums)
    if found is None:
        assert sums[-1] < 0
    else:
        assert all(total >= 0 for total in sums[found.year:])
        assert found == Payback(0, 1) or sums[found.year - 1] < 0


def test_hjoerring_is_paid_back_in_may_2017_if_spending_is_even() -> None:
    assert payback(cumulative(HJOERRING)) == Payback(2, 5)


def test_a_cost_at_the_end_undoes_an_earlier_payback() -> None:
    assert payback([Decimal(-1), Decimal(1), Decimal(-1), Decimal(1)]) == Payback(3, 6)


def test_bounds_of_the_sums_give_the_earliest_and_the_latest_payback() -> None:
    low = [Decimal(-80), Decimal(-60), Decimal(31)]
    high = [Decimal(-2), Decimal(5), Decimal(31)]
    assert payback_range(low, high) == (Payback(1, 4), Payback(2, 8))
    assert payback_range([Decimal(-5)], [Decimal(3)]) == (Payback(0, 1), None)


def test_ratios_of_hjoerring() -> None:
    invested, saved = [Decimal("84.1")], [Decimal("115.5")]
    assert round(benefit_cost(saved, invested) or 0, 2) == Decimal("1.37")
    assert savings_to_investment(saved, [Decimal("73.7")], [Decimal("10.4")]) == Decimal("41.8") / Decimal("10.4")


def test_a_ratio_without_cost_is_none() -> None:
    assert benefit_cost([Decimal(1)], [Decimal(0)]) is None
    assert np.isnan(benefit_cost(np.array([1.0]), np.array([0.0])))


def test_what_keeps_the_effort_running_lowers_the_savings_and_not_the_investment() -> None:
    arrays = np.array([0.0, 30.0]), np.array([0.0, 10.0]), np.array([40.0, 0.0])
    assert float(savings_to_investment(*arrays, rate=0.25)) == pytest.approx(16 / 40)


def test_a_rate_of_minus_one_is_refused() -> None:
    with pytest.raises(ValueError, match="above -1"):
        present_value([Decimal(1)], Decimal(-1))
