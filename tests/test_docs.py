"""Every case shown in the documentation can be read."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from integrationrules import evaluate
from integrationrules.dates import Quarter
from integrationrules.lines import read_fact
from integrationrules.report.standing import STATES
from integrationrules.rulebook.book import load
from integrationrules.rulebook.codeoverlay import load_codes
from integrationrules.rulebook.overlay import load_overlay
from integrationrules.timeline.facts import KINDS
from integrationrules.timeline.files import read_cases

DOCS = Path(__file__).parent.parent / "docs"
WHAT_IF = (DOCS / "what-if.md").read_text(encoding="utf-8")
OWN_VALUES = (DOCS / "own-values.md").read_text(encoding="utf-8")
RESULTS = (DOCS / "results.md").read_text(encoding="utf-8")
EXAMPLES = sorted((DOCS.parent / "examples").glob("*.yaml"))
CASES = re.findall(r"```yaml\n(citizen:.*?)```", (DOCS / "case-files.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("text", CASES)
def test_a_documented_case_can_be_read(text: str) -> None:
    assert len(list(read_cases(io.StringIO(text)))) == 1


def test_there_is_a_documented_case() -> None:
    assert CASES


def test_every_kind_of_fact_is_documented() -> None:
    text = (DOCS / "case-files.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in text] == []


def test_every_key_of_a_result_is_documented() -> None:
    book = load()
    cases = [case for path in EXAMPLES if path.stem != "amounts-2018" for case in read_cases(path)]
    quarters = [Quarter.parse("2017Q4")]
    keys = {key for result in evaluate(book, cases, quarters=quarters) for decision in result.decisions for key in decision.as_json()}
    assert {"candidates", "claim_by", "done", "earned_on", "quarter", "running", "state"} <= keys
    assert [key for key in keys if f"`{key}`" not in RESULTS] == []


def test_every_state_is_documented() -> None:
    assert [state for state in STATES if f"`{state}`" not in RESULTS] == []


def test_every_kind_has_a_documented_line_that_states_it() -> None:
    lines = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", WHAT_IF, re.MULTILINE))
    assert {kind: read_fact(line)["kind"] for kind, line in lines.items()} == {kind: kind for kind in KINDS}


def test_the_program_of_what_if_prints_what_its_comments_say() -> None:
    (program,) = re.findall(r"```python\n(.*?)```", WHAT_IF, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", program], cwd=DOCS.parent, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == re.findall(r"^print\(.*\)\s+# (.*)$", program, re.MULTILINE)


def test_the_documented_values_of_ones_own_can_be_read(tmp_path: Path) -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", OWN_VALUES, re.DOTALL)
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    assert load_overlay(tmp_path / "mine.yaml", load()).parameters == ("dk.outcomes.self_support.weeks_needed",)


def test_the_documented_codes_of_ones_own_can_be_read(tmp_path: Path) -> None:
    (text,) = re.findall(r"```yaml\n(ruleset: dk.common.dream\n.*?)```", (DOCS / "registers.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    found = load_codes(tmp_path / "mine.yaml", load())
    assert found.given == ("991", "992", "993")
    assert found.table.first_of(["991", "111", "890"]) == "890"
