"""Mistakes as SARIF: the members that the standard (OASIS, SARIF 2.1.0) requires and allows, and places that are where the text is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from integrationrules.case.checked import Checked, check
from integrationrules.report.problems import case_outcome
from integrationrules.report.sarif import CASE, sarif
from integrationrules.rulebook.diagnostics import CATALOGUE, Diagnostic, Mark
from tests.rulebook.written import HEAD, ON, RULE, tree

BAD = Path(__file__).parents[1] / "rulebook" / "bad"
LEVELS = {"error", "warning", "note"}

MEMBERS: dict[str, dict[str, Any]] = {
    # Object of the standard: each member that we use, and what its value is. Nothing else is allowed in these objects.
    "sarifLog": {"$schema": r"https://.*sarif-schema-2\.1\.0\.json", "version": r"2\.1\.0", "runs": ["run"]},
    "run": {"tool": "tool", "columnKind": "utf16CodeUnits|unicodeCodePoints", "results": ["result"]},
    "tool": {"driver": "toolComponent"},
    "toolComponent": {"name": ".+", "semanticVersion": r"\d+\.\d+\.\d+.*", "rules": ["reportingDescriptor"]},
    "reportingDescriptor": {"id": r"\S+", "shortDescription": "text", "help": "text", "defaultConfiguration": "reportingConfiguration"},
    "reportingConfiguration": {"level": "note|warning|error"},
    "result": {"ruleId": r"\S+", "ruleIndex": 0, "level": "note|warning|error", "message": "text", "locations": ["location"]},
    "text": {"text": r"(?s).*\S.*"},
    "location": {"physicalLocation": "physicalLocation"},
    "physicalLocation": {"artifactLocation": "artifactLocation", "region": "region"},
    "artifactLocation": {"uri": r"[A-Za-z0-9/._~%-]+"},
    "region": {"startLine": 1, "startColumn": 1, "endColumn": 1, "snippet": "text"},
}
REQUIRED = {
    "sarifLog": {"version", "runs"}, "run": {"tool", "results"}, "tool": {"driver"}, "toolComponent": {"name", "rules"}, "reportingDescriptor": {"id"},
    "reportingConfiguration": {"level"}, "result": {"ruleId", "ruleIndex", "level", "message", "locations"}, "text": {"text"},
    "location": {"physicalLocation"}, "physicalLocation": {"artifactLocation"}, "artifactLocation": {"uri"}, "region": {"startLine"},
}


def conforms(value: Any, kind: Any, place: str = "log") -> list[str]:
    """What is wrong with a value: members that are missing or unknown, and texts and numbers that are not as they must be."""
    if isinstance(kind, list):
        return [one for number, item in enumerate(value) for one in conforms(item, kind[0], f"{place}[{number}]")] if isinstance(value, list) else [place]
    if isinstance(kind, int):
        return [] if type(value) is int and value >= kind else [place]
    if kind not in MEMBERS:
        return [] if isinstance(value, str) and re.fullmatch(kind, value) else [f"{place}: {value!r}"]
    if not isinstance(value, dict):
        return [place]
    wrong = [f"{place} lacks {name}" for name in REQUIRED[kind] - set(value)] + [f"{place} has {name}" for name in set(value) - set(MEMBERS[kind])]
    return wrong + [one for name, inner in value.items() if name in MEMBERS[kind] for one in conforms(inner, MEMBERS[kind][name], f"{place}.{name}")]


def log_of(found: Checked) -> dict[str, Any]:
    return sarif(found, lambda outcome: case_outcome(outcome, "en"))


@pytest.mark.parametrize("example", sorted(BAD.iterdir()), ids=lambda example: example.name)
def test_every_bad_example_makes_a_log_of_the_standards_form(example: Path) -> None:
    log = log_of(check(example, ON))
    assert conforms(log, "sarifLog") == []
    (run,) = log["runs"]
    assert run["results"]
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert (rule["id"], rule["defaultConfiguration"]["level"]) == (result["ruleId"], result["level"])


@pytest.mark.parametrize("example", [one for one in sorted(BAD.iterdir()) if "utf8" not in one.name], ids=lambda example: example.name)
def test_a_region_is_where_the_snippet_stands(example: Path) -> None:
    (run,) = log_of(check(example, ON))["runs"]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        lines = re.split("\r\n|[\r\n]", (example.parent / unquote(place["artifactLocation"]["uri"])).read_bytes().decode("utf-8-sig"))
        if "snippet" in region:
            assert lines[region["startLine"] - 1] == region["snippet"]["text"]
            assert 1 <= region["startColumn"] < region["endColumn"]


def test_every_code_is_a_rule_with_its_level_and_a_help_that_names_no_page() -> None:
    (run,) = log_of(Checked("town", (), ()))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*CATALOGUE, CASE]
    assert all("helpUri" not in rule for rule in rules)
    assert {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}["IR101"] == "note"
    assert [rule["id"] for rule in rules if "help" not in rule] == ["IR001", CASE]        # whose help differs from place to place


def test_a_path_is_written_as_a_uri() -> None:
    place = Mark("regler/børn og unge/rules.yaml", 3, 5, 4, "    kort")
    log = log_of(Checked("regler", (Diagnostic("IR301", "warning", place, "message", "help"),), ()))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location == {
        "artifactLocation": {"uri": "regler/b%C3%B8rn%20og%20unge/rules.yaml"},
        "region": {"startLine": 3, "startColumn": 5, "endColumn": 9, "snippet": {"text": "    kort"}},
    }


@pytest.mark.parametrize(("case", "line"), [
    ("case: nobody\nexpect:\n  - {rule: rides, on: 2018-06-01, verdict: met}\n", 1),
    ("case: late\ncitizen: {id: c-1}\nobserved: {from: 2015-01-01, to: 2019-01-01}\nfacts: []\nexpect:\n  - {rule: ride, on: 2018-06-01, verdict: met}\n", 6),
], ids=["a case without its parts", "a question nobody can ask"])
def test_a_case_that_cannot_be_asked_is_an_error_in_its_own_file(tmp_path: Path, case: str, line: int) -> None:
    root = tree(tmp_path / "town", HEAD + RULE)
    (root / "bus" / "cases").mkdir()
    (root / "bus" / "cases" / "age.yaml").write_text(case, encoding="utf-8")
    found = check(root, ON)
    log = log_of(found)
    assert conforms(log, "sarifLog") == []
    last = log["runs"][0]["results"][-1]
    place = last["locations"][0]["physicalLocation"]
    assert (last["ruleId"], last["level"], place["artifactLocation"]["uri"], place["region"]["startLine"]) == (CASE, "error", "town/bus/cases/age.yaml", line)
    assert found.count("error") == 1
