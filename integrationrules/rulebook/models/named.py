"""Names in the formulas of a model: inputs, other formulas, years, numbers along an axis, and dated values."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import cast

from integrationrules.rulebook import expression as ex
from integrationrules.rulebook.diagnostics import Diagnostics, Mark, nearest
from integrationrules.rulebook.model import Parameter, RuleSet
from integrationrules.rulebook.models import terms as t
from integrationrules.rulebook.models.dimension import NUMBER, Dimension, dimension
from integrationrules.rulebook.models.model import Axis, Definition, Input, ModelFile
from integrationrules.rulebook.units import SCALE, TIME_UNITS

__all__ = ["YEAR", "YEAR_NAMES", "NameReader", "parameter_scale"]

YEAR = "year"
"""The axis every model has: the years asked about."""
_COUNT = NUMBER
_MONTHS = cast(Dimension, dimension("months"))
YEAR_NAMES: Mapping[str, Dimension] = {"calendar_year": _COUNT, "year_number": _COUNT, "months_from": _MONTHS, "months_to": _MONTHS}
"""What a formula may ask of a year: the calendar year, its number from 1, and the months passed at its beginning and at its end."""
_UNIT_WORDS = {**TIME_UNITS, "day": "days", "hour": "hours", "person": "persons"}


def parameter_scale(parameter: Parameter) -> float:
    """What the stored whole number is divided by to give what formulas count in; percent are shares."""
    return float(SCALE.get(parameter.unit, 1)) * (100 if parameter.unit == "percent" else 1)


class NameReader(ABC):
    """Looks up names; what stands behind them is read by whoever reads whole expressions."""

    def __init__(self, model: ModelFile, rulesets: Mapping[str, RuleSet], problems: Diagnostics) -> None:
        self.model, self.rulesets, self.problems = model, rulesets, problems
        self.used: set[str] = set()
        """What formulas mention: ids of parameters, `uses x`, and the model's own names."""
        self.axes: dict[str, Axis] = {axis.name: axis for axis in model.axes}
        self.order = (*self.axes, YEAR)
        self.inputs: dict[str, Input] = {one.name: one for one in model.inputs}
        self.definitions: dict[str, Definition] = {one.name: one for one in model.formulas}
        self.ready: dict[str, t.Term | None] = {}
        self.path: list[str] = []

    @abstractmethod
    def formula(self, name: str, mark: Mark) -> t.Term | None:
        """A named formula."""

    @abstractmethod
    def term(self, tree: ex.Expression) -> t.Term | None:
        """One expression."""

    def expected(self, found: str, expected: str, mark: Mark) -> None:
        """Says that something else is needed."""
        self.problems.add("IR211", mark, found=found, expected=expected)

    def ordered(self, axes: Sequence[str]) -> tuple[str, ...]:
        """The axes in the order of the model."""
        return tuple(axis for axis in self.order if axis in axes)

    def name(self, name: str, mark: Mark) -> t.Term | None:
        """What a bare name stands for."""
        if name in self.inputs:
            self.used.add(name)
            given = self.inputs[name]
            if given.options:
                self.expected(f"the choice '{name}'", "a number; compare it: " + f"{name} == {given.options[0][0]}", mark)
                return None
            return t.Quantity(dimension(given.unit) or NUMBER, self.ordered(given.axes), mark, name, "input")
        if name in self.definitions:
            self.used.add(name)
            found = self.formula(name, mark)
            return t.Quantity(found.unit, found.axes, mark, name, "formula") if found else None
        if name in YEAR_NAMES:
            return t.Index(YEAR_NAMES[name], (YEAR,), mark, name)
        if name in self.axes and self.axes[name].numbered:
            self.used.add(name)
            return t.Index(NUMBER, (name,), mark, name)
        if any(parameter.id == f"{self.model.id}.{name}" for parameter in self.model.parameters):
            return self.parameter(ex.Name(mark, name), mark)
        if name == "unknown":
            return t.Fixed(NUMBER, (), mark, math.nan)
        if name in _UNIT_WORDS:
            return t.Fixed(dimension(_UNIT_WORDS[name]), (), mark, 1.0)
        if self._has_a_mistake(name):
            return None
        known = [*self.inputs, *self.definitions, *YEAR_NAMES, *(one.id.rpartition(".")[2] for one in self.model.parameters)]
        self.problems.add("IR210", mark, what="name", name=name, suggestion=nearest(name, known))
        return None

    def _has_a_mistake(self, name: str) -> bool:
        """Whether the file defines the name, but so that nothing came of it; that has been said where it stands."""
        return name in self.model.defined and name not in self.axes

    def _found(self, tree: ex.Expression) -> Parameter | None:
        """The parameter that a name or `alias.name` stands for."""
        match tree:
            case ex.Name(name=name):
                owner, parameters = self.model.id, self.model.parameters
            case ex.Attribute(base=ex.Name(name=alias), name=name):
                target = dict(self.model.uses).get(alias)
                if target is None or target not in self.rulesets:
                    if target is None:
                        self.problems.add("IR210", tree.mark, what="rule set", name=alias, suggestion=nearest(alias, dict(self.model.uses)))
                    return None
                self.used.add(f"uses {alias}")
                owner, parameters = target, self.rulesets[target].parameters
            case _:
                self.expected("this", "a parameter", tree.mark)
                return None
        found = next((one for one in parameters if one.id == f"{owner}.{name}"), None)
        if found is None:
            known = [one.id.rpartition(".")[2] for one in parameters]
            self.problems.add("IR210", tree.mark, what="parameter", name=name, suggestion=nearest(name, known))
            return None
        self.used.add(found.id)
        if found.unit == "date":
            self.expected(f"the date '{name}'", "a number", tree.mark)
            return None
        return found

    def parameter(self, tree: ex.Expression, mark: Mark) -> t.Term | None:
        """A dated value without keys."""
        found = self._found(tree)
        if found is None:
            return None
        if found.keyed_by or found.banded:
            self.expected(f"a value for each {found.keyed_by or 'band'}", "{of: ..., by: ...}", mark)
            return None
        return t.Looked(dimension(found.unit), (YEAR,), mark, found.id, scale=parameter_scale(found))

    def lookup(self, of: ex.Expression, by: ex.Expression, mark: Mark) -> t.Term | None:
        """A dated value by a word, the members of an axis, or a number through bands."""
        found = self._found(of)
        if found is None:
            return None
        unit, scale = dimension(found.unit), parameter_scale(found)
        if found.banded:
            number = self.term(by)
            if number is None:
                return None
            return t.Looked(unit, self.ordered([*number.axes, YEAR]), mark, found.id, number=number, scale=scale)
        word = by.name if isinstance(by, ex.Name) else by.text if isinstance(by, ex.Word) else ""
        if word in found.keys:
            return t.Looked(unit, (YEAR,), mark, found.id, word=word, scale=scale)
        axis = self.axes.get(word)
        if axis is not None:
            self.used.add(word)
            if {name for name, _ in axis.members} == set(found.keys):
                return t.Looked(unit, self.ordered([word, YEAR]), mark, found.id, axis=word, scale=scale)
        self.problems.add("IR215", by.mark, name=word or "this", suggestion=nearest(word, found.keys), options=", ".join(found.keys))
        return None
