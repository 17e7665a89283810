"""One investment case read, calculated and checked."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

from .calculation import SPLITS, calculated
from .checks import checked, not_included
from .model import InvestmentCase
from .problems import InvestmentError, InvestmentProblem
from .reading import read_investment
from .result import InvestmentResult

__all__ = ["invest", "result_of"]


def invest(
    path: str | os.PathLike[str], split: str = "open", npv: bool = False, settings: Mapping[str, object] | Sequence[tuple[str, str]] = (),
) -> InvestmentResult:
    """Everything that follows from the case of a YAML file (docs/investment-cases.md); raises `InvestmentError` with every mistake.

    Amounts are in the unit of the case; a positive net is a gain. What a span leaves open is a range, unless `split` is `even`.
    With `npv` a present value that cannot be computed is an error. `settings` state values anew by path.
    """
    given = [(name, str(value)) for name, value in settings.items()] if isinstance(settings, Mapping) else settings
    return result_of(read_investment(path, given), split, npv)


def result_of(case: InvestmentCase, split: str = "open", npv: bool = False) -> InvestmentResult:
    """Everything that follows from a case."""
    if split not in SPLITS:
        raise ValueError(f"no split '{split}'; there are {', '.join(SPLITS)}")
    found = calculated(case, split)
    if npv and found.present_value.reason:
        raise InvestmentError([InvestmentProblem("", "--npv", f"invest_no_npv_{found.present_value.reason}")])
    return replace(found, checks=checked(found), not_included=not_included(case))
