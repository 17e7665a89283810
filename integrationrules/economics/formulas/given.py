"""What was given for the inputs of a model, as arrays along their axes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from itertools import product

import numpy as np

from integrationrules.economics.formulas.amounts import Amounts
from integrationrules.economics.formulas.calendar import Period
from integrationrules.economics.formulas.inputs import GivenInput, Member, ModelInputs
from integrationrules.rulebook.models.load import Model
from integrationrules.rulebook.models.model import Input
from integrationrules.rulebook.models.named import YEAR

__all__ = ["as_given", "cells_of", "members"]


def members(model: Model, one: Input, periods: tuple[Period, ...]) -> list[Member]:
    """The members of an input's axes, in the order of its values."""
    order = [axis for axis in (*model.axes, YEAR) if axis in one.axes]
    names = [[str(period.year) for period in periods] if axis == YEAR else [name for name, _ in model.axes[axis].members] for axis in order]
    places = [order.index(axis) for axis in one.axes]
    return [tuple(cell[place] for place in places) for cell in product(*names)]


def cells_of(model: Model, one: Input, found: GivenInput | None, periods: tuple[Period, ...]) -> list[tuple[Member, Decimal | str | None]]:
    """What was given for each member; None where it is unknown."""
    return [(member, found.values.get(member) if found else None) for member in members(model, one, periods)]


def as_given(model: Model, inputs: ModelInputs, periods: tuple[Period, ...]) -> dict[str, Amounts | tuple[str, ...]]:
    """All inputs as amounts, or as options for each year; percent are shares."""
    return {one.name: _one(model, one, inputs.given, periods) for one in model.file.inputs}


def _one(model: Model, one: Input, given: Mapping[str, GivenInput], periods: tuple[Period, ...]) -> Amounts | tuple[str, ...]:
    cells = cells_of(model, one, given.get(one.name), periods)
    if one.options:
        return tuple(str(value or "") for _, value in cells)
    scale = 100 if one.unit == "percent" else 1
    numbers = np.array([math.nan if value is None else float(value) / scale for _, value in cells])
    axes = tuple(axis for axis in (*model.axes, YEAR) if axis in one.axes)
    sizes = [len(periods) if axis == YEAR else len(model.axes[axis].members) for axis in axes]
    lacks = frozenset({one.name}) if np.isnan(numbers).any() else frozenset[str]()
    return Amounts(numbers.reshape(sizes), axes, lacks=lacks)
