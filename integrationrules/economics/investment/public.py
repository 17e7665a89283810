"""One investment case read, calculated and checked."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

from integrationrules.economics.scenarios import NAMES

from .calculation import SPLITS, calculated
from .checks import checked, not_included
from .model import InvestmentCase
from .problems import InvestmentError, InvestmentProblem
from .reading import read_investment
from .result import InvestmentResult
from .uncertainty import scenarios_of, sensitivity_of, with_assumptions

__all__ = ["invest", "result_of"]


def invest(
    path: str | os.PathLike[str], split: str = "open", npv: bool = False, settings: Mapping[str, object] | Sequence[tuple[str, str]] = (),
    scenario: str = "", draws: int = 0, seed: int = 1,
) -> InvestmentResult:
    """Everything that follows from the case of a YAML file (docs/investment-cases.md); raises `InvestmentError` with every mistake.

    Amounts are in the unit of the case; a positive net is a gain. What a span leaves open is a range, unless `split` is `even`.
    With `npv` a present value that cannot be computed is an error. `settings` state values anew by path.
    `scenario` sets the assumptions to `low`, `middle` or `high`; `draws` of them from `seed` say how sure the net is. Neither invents a spread
    that the case does not state.
    """
    given = [(name, str(value)) for name, value in settings.items()] if isinstance(settings, Mapping) else settings
    return result_of(read_investment(path, given), split, npv, scenario, draws, seed)


def result_of(
    case: InvestmentCase, split: str = "open", npv: bool = False, scenario: str = "", draws: int = 0, seed: int = 1,
) -> InvestmentResult:
    """Everything that follows from a case."""
    if split not in SPLITS:
        raise ValueError(f"no split '{split}'; there are {', '.join(SPLITS)}")
    if scenario and scenario not in NAMES:
        raise InvestmentError([InvestmentProblem("", "--scenario", "invest_word", {"found": scenario, "expected": ", ".join(NAMES)})])
    settings = next((one.inputs for one in scenarios_of(case) if one.name == scenario), {})
    found = calculated(with_assumptions(case, settings), split)
    if npv and found.present_value.reason:
        raise InvestmentError([InvestmentProblem("", "--npv", f"invest_no_npv_{found.present_value.reason}")])
    sensitivity = sensitivity_of(case, split, draws, seed)
    return replace(
        found, checks=checked(found), not_included=not_included(case), scenario=scenario if settings else "", sensitivity=sensitivity,
    )
