"""What docs/sessions.md shows is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

from integrationrules.rulebook.book import load
from integrationrules.sessions.alert import Alert, Withdrawal
from integrationrules.sessions.cases import run_alert_cases
from integrationrules.sessions.event import Kind

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sessions.md").read_text(encoding="utf-8")


def test_the_program_prints_what_stands_beside_it() -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == re.findall(r"^print\(.*\)\s+# (.*)$", program, re.MULTILINE)


def test_the_case_holds(tmp_path: Path) -> None:
    (case,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    cases = tmp_path / "dk" / "integration" / "alerts" / "contract" / "cases"
    cases.mkdir(parents=True)
    (cases.parent / "rules.yaml").write_text("", encoding="utf-8")
    (cases / "page.yaml").write_text(case, encoding="utf-8")
    assert [outcome.text for outcome in run_alert_cases(load(), tmp_path) if not outcome.ok] == []


def test_every_kind_of_event_and_every_field_of_an_alert_is_told_of() -> None:
    reasons = get_args(Withdrawal.model_fields["why"].annotation)
    words = {*get_args(Kind), *reasons, *Alert.model_fields} - {"case"}
    assert sorted(word for word in words if f"`{word}`" not in PAGE) == []
