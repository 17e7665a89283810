"""Ten thousand draws of the mini-model over ten years, against the same staircase written by hand in NumPy."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar, cast

import numpy as np
import numpy.typing as npt

from integrationrules.economics.formulas.inputs import Member, ModelInputs, read_inputs
from integrationrules.economics.formulas.uncertain import draws_of, net_by_year
from integrationrules.rulebook.book import load
from integrationrules.rulebook.models.load import Model, load_model

from .contenders import Different

__all__ = ["measure"]

Array = npt.NDArray[np.float64]
V = TypeVar("V")
INPUTS = Path(__file__).parents[1] / "examples" / "models" / "spouse_supported_invented.yaml"
FIRST, YEARS = 2026, 10
GROUPS = ("western_qualified", "western_unqualified", "non_western_qualified", "non_western_unqualified")
OFFERS = ("wage_subsidy", "company_placement", "guidance")


def measure(draws: int, rounds: int) -> list[tuple[str, float, float, float]]:
    """Name, milliseconds, times the plain one, and megabytes at most, of each contender over the same draws."""
    model = load_model(load(), "spouse_supported")
    inputs = _ten_years(read_inputs(model, INPUTS))
    values = draws_of(model, inputs, draws, 1)
    contenders: dict[str, Callable[[], Array]] = {
        "NumPy by hand": lambda: by_hand(inputs, values, draws),
        "integrationrules": lambda: _model(model, inputs, values, draws),
    }
    answers = {name: run() for name, run in contenders.items()}
    if not np.allclose(answers["NumPy by hand"], answers["integrationrules"], rtol=1e-9, atol=1e-6):
        raise Different("the mini-model and its NumPy twin give different nets")
    times = {name: median(_seconds(run) for _ in range(rounds)) for name, run in contenders.items()}
    return [(name, 1000 * times[name], times[name] / times["NumPy by hand"], _megabytes(run)) for name, run in contenders.items()]


def _model(model: Model, inputs: ModelInputs, values: dict[tuple[str, Member], Array], draws: int) -> Array:
    return net_by_year(model, inputs, "municipality", values, draws)


def _ten_years(inputs: ModelInputs) -> ModelInputs:
    """The example with its yearly figures carried on to the tenth year."""
    given = {name: replace(one, values=_carried(one.values), low=_carried(one.low), high=_carried(one.high)) for name, one in inputs.given.items()}
    return replace(inputs, first=FIRST, last=FIRST + YEARS - 1, given=given)


def _carried(values: Mapping[Member, V]) -> Mapping[Member, V]:
    """The figures of 2030 again for each later year."""
    return values if ("2026",) not in values else {(str(year),): values[str(min(year, 2030)),] for year in range(FIRST, FIRST + YEARS)}


def by_hand(inputs: ModelInputs, values: dict[tuple[str, Member], Array], draws: int) -> Array:
    """The municipality's net by draw and year, as an analyst would write it for this one case."""

    def figure(name: str, *member: str) -> Array | float:
        given = inputs.given[name].values.get(member)
        return values.get((name, member), 0.0 if given is None else float(given))

    def cells(name: str) -> Array:
        """Draws x groups x offers."""
        return np.stack([np.stack([np.broadcast_to(figure(name, group, offer), draws) for offer in OFFERS], -1) for group in GROUPS], 1)

    def yearly(name: str) -> Array:
        years = [np.broadcast_to(figure(name, str(FIRST + at)), draws) for at in range(YEARS)]
        return np.stack(years, -1)

    def by_offer(name: str) -> Array:
        return np.stack([np.broadcast_to(figure(name, offer), draws) for offer in OFFERS], -1)

    start = 12.0 * np.arange(YEARS)
    end = start + 12
    found = cells("persons") * cells("effect")
    extra = found * (1 - cells("deadweight"))
    kept = extra * (1 - np.broadcast_to(figure("displacement"), draws))[:, None, None]
    to_job = np.maximum(by_offer("months_to_job"), by_offer("subsidised_months"))[:, :, None]
    job_years = np.maximum(end - np.maximum(start, to_job), 0) / 12 * yearly("remaining")[:, None, :]
    person_years = np.einsum("dgo,doy->dy", kept, job_years)
    income, rate = yearly("income"), yearly("tax_rate") / 100
    persons = cells("persons")
    subsidised = by_offer("subsidised_months")[:, :, None]
    subsidised_months = np.maximum(np.minimum(end, subsidised) - start, 0)
    subsidised_years = np.einsum("dgo,doy->dy", persons, subsidised_months) / 12
    base = (person_years + subsidised_years) * income
    average = np.where(np.arange(YEARS) == 0, 0.25049, yearly("average_rate") / 100)
    own_tax = base * rate - base * 0.75 * average
    settled = own_tax * (1 - yearly("budgeted"))
    later = np.zeros_like(settled)
    later[:, 3:] = settled[:, :-3]
    subsidy = np.broadcast_to(figure("subsidy"), draws)[:, None]
    inside = np.stack([np.broadcast_to(figure("inside_period", group), draws) for group in GROUPS], -1)
    cost = np.einsum("dgo,do->d", persons, by_offer("own_cost"))[:, None] * (start == 0) + subsidised_years * 12 * subsidy
    participants = np.einsum("dgo,do,dg->d", persons, by_offer("own_cost"), inside)[:, None] * (start == 0)
    participants = participants + np.einsum("dgo,doy,dg->dy", persons, subsidised_months, inside) * subsidy
    cost = cost - participants * np.broadcast_to(figure("refunded"), draws)[:, None]
    earned = (start < to_job + 6) & (to_job + 6 <= end)
    jobs = np.einsum("dgo,dg,doy->dy", extra, inside, earned.astype(np.float64)) * np.broadcast_to(figure("lasting"), draws)[:, None]
    return cast(Array, own_tax - settled + later - cost + jobs * yearly("job_bonus"))


def _seconds(run: Callable[[], Array]) -> float:
    begin = perf_counter()
    run()
    return perf_counter() - begin


def _megabytes(run: Callable[[], Array]) -> float:
    tracemalloc.start()
    run()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 2**20
