"""The same measure in OpenFisca-core, which has weeks but no quarters and no unknowns.

A formula's period must have size one, so the quarter is a weekly variable, "the weeks from here on", read with ADD. A
week that was not observed has a code of its own that is not free. Booleans were the fastest form tried.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.populations import ADD
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from .population import CODES, FIRST_MONDAY, NOT_OBSERVED, QUARTERS, WEEKS, flags, starts

__all__ = ["from_codes", "from_flags"]

NEEDED = 5
UNSEEN = len(CODES)
PERSON = build_entity("person", "persons", "", is_person=True)
CODE = Enum("CODE", {f"code_{place}": f"code_{place}" for place in range(UNSEEN + 1)})
FREE = np.zeros(UNSEEN + 1, dtype=np.bool_)
FREE[[CODES.index(""), CODES.index("652")]] = True


def _week(row: int, weeks: int = 1) -> Any:
    monday = FIRST_MONDAY + timedelta(weeks=row)
    return Period((DateUnit.WEEK, Instant((monday.year, monday.month, monday.day)), weeks))


WEEKS_FROM = {_week(first).start: weeks for first, weeks in starts()}


class week_code(Variable):
    """The register's code of the week."""

    value_type = Enum
    possible_values = CODE
    default_value = CODE.code_0
    entity = PERSON
    definition_period = DateUnit.WEEK


class free(Variable):
    """A week without benefit."""

    value_type = bool
    entity = PERSON
    definition_period = DateUnit.WEEK

    def formula(person: Any, period: Any) -> Any:
        return FREE[np.asarray(person("week_code", period))]


class self_supporting(Variable):
    """Enough free weeks in the quarter that begins with this week."""

    value_type = bool
    entity = PERSON
    definition_period = DateUnit.WEEK

    def formula(person: Any, period: Any) -> Any:
        quarter = Period((DateUnit.WEEK, period.start, WEEKS_FROM[period.start]))
        return person("free", quarter, options=[ADD]) >= NEEDED


def from_codes(codes: NDArray[np.uint8]) -> Callable[[], NDArray[np.uint8]]:
    """From register codes."""
    def enum(row: int) -> Any:
        return EnumArray(np.where(codes[row] == NOT_OBSERVED, np.uint8(UNSEEN), codes[row]), CODE)

    return lambda: _answers(codes.shape[1], "week_code", enum)


def from_flags(codes: NDArray[np.uint8]) -> Callable[[], NDArray[np.uint8]]:
    """From one flag a week, free of benefit and known."""
    is_free, known = flags(codes)
    certain = (is_free & known).view(np.bool_)
    citizens = codes.shape[1]
    del codes, is_free, known
    return lambda: _answers(citizens, "free", lambda row: certain[row])


def _answers(citizens: int, name: str, values: Callable[[int], Any]) -> NDArray[np.uint8]:
    system = TaxBenefitSystem([PERSON])
    for variable in (week_code, free, self_supporting):
        system.add_variable(variable)
    simulation = SimulationBuilder().build_default_simulation(system, citizens)
    for row in range(WEEKS):
        simulation.set_input(name, _week(row), values(row))
    found = np.empty((len(QUARTERS), citizens), dtype=np.uint8)
    for place, (first, _) in enumerate(starts()):
        found[place] = simulation.calculate("self_supporting", _week(first))
    return found
