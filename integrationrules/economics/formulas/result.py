"""What a model answers: each step of the staircase by payer and year, the net, and what could not be known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from integrationrules.economics.formulas.amounts import Amounts, Array
from integrationrules.economics.formulas.calendar import Period, first_months, whole_years
from integrationrules.economics.formulas.compute import Computation
from integrationrules.economics.formulas.dated import InYear, in_year
from integrationrules.economics.formulas.given import as_given
from integrationrules.economics.formulas.inputs import ModelInputs
from integrationrules.rulebook.model import Parameter
from integrationrules.rulebook.models.load import Model
from integrationrules.rulebook.models.model import BreakEven, Shown, Step
from integrationrules.rulebook.models.named import YEAR
from integrationrules.rulebook.models.terms import Term

__all__ = ["BalancedAt", "Figure", "ModelResult", "Staircase", "StepResult", "UsedValue", "run_model", "staircase"]


@dataclass(frozen=True)
class Figure:
    """An amount, or NaN with what is lacking to know it."""

    value: float
    lacks: tuple[str, ...] = ()

    def as_json(self) -> float | None:
        """The unrounded number; None is unknown."""
        return None if np.isnan(self.value) else self.value


@dataclass(frozen=True)
class StepResult:
    """One step: what each payer gains (below zero: pays) in each period."""

    step: Step
    by_payer: dict[str, tuple[Figure, ...]]
    left_out: tuple[str, ...]
    """Optional inputs that were not given, for want of which the step is not counted."""

    def total(self, payer: str) -> float:
        """The sum over the periods; NaN if one of them is unknown."""
        return float(sum(figure.value for figure in self.by_payer.get(payer, ())))


@dataclass(frozen=True)
class Staircase:
    """From gross to net over some periods."""

    periods: tuple[Period, ...]
    steps: tuple[StepResult, ...]
    shown: tuple[tuple[Shown, tuple[tuple[tuple[str, ...], Figure], ...]], ...]
    """Other figures, with the members they belong to."""
    looked: tuple[tuple[str, int], ...]
    """Parameters that were looked up, with the year."""

    @property
    def counted(self) -> tuple[StepResult, ...]:
        """The steps that are part of the net."""
        return tuple(one for one in self.steps if not one.left_out)

    def net(self, payer: str) -> tuple[float, ...]:
        """The payer's net in each period."""
        return tuple(float(sum(one.by_payer[payer][at].value for one in self.counted if payer in one.by_payer)) for at in range(len(self.periods)))

    def total(self, payer: str) -> float:
        """The payer's net in all."""
        return float(sum(self.net(payer)))

    def lacks(self, payer: str) -> tuple[str, ...]:
        """What is missing to know the payer's net."""
        return tuple(sorted({name for one in self.counted for figure in one.by_payer.get(payer, ()) for name in figure.lacks}))


@dataclass(frozen=True)
class UsedValue:
    """A dated value that was looked up; none on file is unknown."""

    parameter: Parameter
    year: int
    found: InYear


@dataclass(frozen=True)
class BalancedAt:
    """So many times the input makes the payer's net zero; None: no such number, with why."""

    asked: BreakEven
    factor: float | None
    shows: Figure | None
    why: str = ""


@dataclass(frozen=True)
class ModelResult:
    """A model's answer for one set of inputs."""

    model: Model
    inputs: ModelInputs
    years: Staircase
    early: Staircase | None
    """After the first months, where the model asks for it."""
    break_even: tuple[BalancedAt, ...]

    @property
    def payers(self) -> tuple[str, ...]:
        """Who pays or gains, in the order of the model."""
        return tuple(name for name, _ in self.model.file.payers)

    @property
    def used(self) -> tuple[UsedValue, ...]:
        """The dated values behind it, by parameter and year."""
        found = sorted({*self.years.looked, *(self.early.looked if self.early else ())})
        return tuple(UsedValue(self.model.parameters[name], year, in_year(self.model.parameters[name], year)) for name, year in found)

    def as_json(self) -> dict[str, Any]:
        """The result as in files: unrounded, unknown is null."""
        from integrationrules.economics.formulas.resultjson import result_json

        return result_json(self)


def run_model(model: Model, inputs: ModelInputs) -> ModelResult:
    """Computes a model for the years of its inputs, after its first months, and where it breaks even."""
    from integrationrules.economics.formulas.balance import balanced

    years = staircase(model, inputs, whole_years(inputs.first, inputs.last))
    months = model.file.after_months
    early = staircase(model, inputs, first_months(inputs.first, months)) if months else None
    return ModelResult(model, inputs, years, early, tuple(balanced(model, inputs, one) for one in model.file.break_even))


def staircase(model: Model, inputs: ModelInputs, periods: tuple[Period, ...], factor: tuple[str, float] | None = None) -> Staircase:
    """The steps over some periods; `factor` makes an input so many times larger."""
    given = as_given(model, inputs, periods)
    if factor is not None:
        scaled = given[factor[0]]
        assert isinstance(scaled, Amounts)
        given[factor[0]] = Amounts(scaled.values * factor[1], scaled.axes, scaled.drawn, scaled.lacks)
    computation = Computation(model, periods, given)
    absent = _absent(model, inputs)
    steps = tuple(_step(computation, step, entries, absent) for step, entries in model.steps)
    shown = tuple((one, tuple(_cells(computation, computation.term(term)))) for one, term in model.shown)
    return Staircase(periods, steps, shown, tuple(sorted((name, day.year) for name, day in computation.looked)))


def _absent(model: Model, inputs: ModelInputs) -> frozenset[str]:
    """Optional inputs that were not given."""
    return frozenset(one.name for one in model.file.inputs if one.optional and one.name not in inputs.given)


def _left_out(lacks: frozenset[str], absent: frozenset[str]) -> bool:
    """A step is left out where nothing but optional inputs is lacking."""
    return bool(lacks) and lacks <= absent


def _step(computation: Computation, step: Step, entries: tuple[tuple[str, Term], ...], absent: frozenset[str]) -> StepResult:
    found = {payer: _by_year(computation, computation.term(term)) for payer, term in entries}
    lacks = frozenset(name for figures in found.values() for figure in figures for name in figure.lacks)
    return StepResult(step, found, tuple(sorted(lacks)) if _left_out(lacks, absent) else ())


def _by_year(computation: Computation, amounts: Amounts) -> tuple[Figure, ...]:
    values: Array = np.broadcast_to(amounts.values, (len(computation.periods),))
    return tuple(_figure(float(value), amounts.lacks) for value in values)


def _figure(value: float, lacks: frozenset[str]) -> Figure:
    return Figure(value, tuple(sorted(lacks)) if np.isnan(value) else ())


def _cells(computation: Computation, amounts: Amounts) -> list[tuple[tuple[str, ...], Figure]]:
    names: list[tuple[str, ...]] = [()]
    for axis in amounts.axes:
        own = [str(one.year) for one in computation.periods] if axis == YEAR else [name for name, _ in computation.model.axes[axis].members]
        names = [(*before, name) for before in names for name in own]
    return [(name, _figure(float(value), amounts.lacks)) for name, value in zip(names, amounts.values.reshape(-1), strict=True)]
