"""What docs/investment-cases.md shows can be read."""

from __future__ import annotations

import re
from pathlib import Path

from integrationrules.economics.investment.around import CLAIM_KEYS, CONTROL_KEYS, FIGURES
from integrationrules.economics.investment.lines import UNDATED as UNDATED_WORDS
from integrationrules.economics.investment.model import INCLUDED
from integrationrules.economics.investment.reading import CASE_KEYS

from .cases import found

PAGE = (Path(__file__).parents[2] / "docs" / "investment-cases.md").read_text(encoding="utf-8")
CASE, UNDATED, CLAIMS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_case_shown_is_computed(tmp_path: Path) -> None:
    result = found(tmp_path, CASE)
    assert result.totals.net.as_json() == 500
    assert not result.years[1].net.exact


def test_the_line_of_unknown_years_stands_apart(tmp_path: Path) -> None:
    result = found(tmp_path, CASE.replace("lines:\n", f"lines:\n{UNDATED}"))
    assert [line.id for line in result.case.apart] == ["investeret", "konsulent", "ydelse"]


def test_every_key_is_told_of() -> None:
    assert [key for key in (*CASE_KEYS, *CLAIM_KEYS, *CONTROL_KEYS, *FIGURES, *INCLUDED, *UNDATED_WORDS) if key not in PAGE] == []
