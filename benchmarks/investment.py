"""Draws of an investment case over ten years, against the same arithmetic written by hand with NumPy."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from statistics import median

import numpy as np

from integrationrules.economics.investment.model import Amount, Assumption, InvestmentCase, Line
from integrationrules.economics.investment.uncertainty import drawn_net
from integrationrules.economics.ranges import Range
from integrationrules.rulebook.model import Text

from .contenders import Different

__all__ = ["measure"]

ROUNDS = 5
YEARS = range(2026, 2036)
_CASE, _HAND = "integrationrules, an investment case", "by hand with NumPy"


def measure(draws: int, rounds: int = ROUNDS) -> list[tuple[str, float, float]]:
    """What was run, its median milliseconds, and its ratio to the hand-written one of the same round; raises `Different` if the answers do."""
    case = _case()
    runs: dict[str, Callable[[], tuple[float, ...]]] = {_HAND: lambda: _by_hand(draws), _CASE: lambda: _of_case(case, draws)}
    times: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(rounds + 1):
        answers = []
        for name, run in runs.items():
            begun = time.perf_counter()
            answers.append(run())
            if turn:
                times[name].append(time.perf_counter() - begun)
        if not np.allclose(answers[0], answers[1], rtol=0.05 if draws >= 1000 else 0.5):
            raise Different(f"{_CASE} answers {answers[1]}, {_HAND} {answers[0]}")
    base = times[_HAND]
    return [(name, median(found) * 1e3, median(mine / theirs for mine, theirs in zip(found, base, strict=True))) for name, found in times.items()]


def _case() -> InvestmentCase:
    """Three assumptions and three lines of ten years, in 1,000 kroner."""
    title = Text("", "")

    def assumption(name: str, low: str, likely: str, high: str) -> Assumption:
        return Assumption(name, title, Decimal(likely), "times", Decimal(low), None, Decimal(high))

    def line(name: str, kind: str, amount: int, times: tuple[str, ...], first: int = YEARS[0]) -> Line:
        amounts = tuple(Amount(year, year, Range.of(amount)) for year in YEARS if year >= first)
        return Line(name, title, kind, "municipality", "Indsats", "assumed", amounts, YEARS[0], times=times)

    return InvestmentCase(
        "benchmark", title, "t_kr", YEARS[0], budget_period=(2026, 2029), sources={},
        assumptions=(assumption("jobs", "5", "12", "18"), assumption("pay", "0.8", "1", "1.5"), assumption("saving", "55", "70", "75")),
        lines=(
            line("staff", "cost", 550, ("pay",)), line("saved", "saving", 1, ("jobs", "saving"), YEARS[1]),
            line("grants", "income", 10, ("jobs",), YEARS[1]),
        ),
    )


def _of_case(case: InvestmentCase, draws: int) -> tuple[float, ...]:
    found = drawn_net(case, "open", draws, 1)
    assert found is not None
    assert found.pays_back is not None
    return (*(float(one.least) for one in (found.net.p10, found.net.p50, found.net.p90)), found.pays_back.least)


def _by_hand(draws: int) -> tuple[float, ...]:
    random = np.random.default_rng(1)
    jobs, pay, saving = (random.triangular(*ends, size=draws) for ends in ((5.0, 12.0, 18.0), (0.8, 1.0, 1.5), (55.0, 70.0, 75.0)))
    yearly = np.repeat((jobs * (saving + 10) - 550 * pay)[:, None], len(YEARS), axis=1)
    yearly[:, 0] = -550 * pay
    sums = np.cumsum(yearly, axis=1)
    back = (sums[:, 3] >= 0).mean()
    np.quantile(sums, (0.1, 0.5, 0.9), axis=0)
    return (*np.quantile(sums[:, -1], (0.1, 0.5, 0.9)), back)
