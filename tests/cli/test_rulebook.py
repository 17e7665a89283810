"""Rulebooks and records as their users meet them: what is printed, what is written, how it ends."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from integrationrules.cli import main
from integrationrules.version import VERSION
from tests.rulebook.written import HEAD, tree

RULES = HEAD + """parameters:
  youngest:
    label: {da: laveste alder, en: lowest age}
    unit: years
    values:
      - {from: 2015-01-01, to: 2018-01-01, is: 6, source: act, at: § 2}
      - {from: 2018-01-01, to: open, is: 7, source: act, at: § 2}
rules:
  rides:
    title: {da: Kører med bussen, en: Rides the bus}
    for: citizen
    when: age(citizen.born, on) >= youngest
    source: act
    at: § 3
"""
PEOPLE = """citizen: {id: anna, born: 2010-09-01}
observed: {from: 2015-01-01, to: 2019-01-01}
---
citizen: {id: bo, born: 2012-02-01}
observed: {from: 2015-01-01, to: 2019-01-01}
"""


class Run:
    """What a run printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out.replace("\u00a0", " "), err.replace("\u00a0", " ")


Runner = Callable[..., Run]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Runner:
    monkeypatch.delenv("INTEGRATIONRULES_LANG", raising=False)
    monkeypatch.delenv("INTEGRATIONRULES_SALT", raising=False)
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str, stdin: str | None = None) -> Run:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as stop:
            main(["--lang", "en", *arguments])
        captured = capsys.readouterr()
        return Run(int(stop.value.code or 0), captured.out, captured.err)

    return running


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    tree(tmp_path / "old", RULES)
    tree(tmp_path / "new", RULES.replace("is: 7", "is: 8").replace("§ 3", "§ 4"))
    (tmp_path / "people.yaml").write_text(PEOPLE, encoding="utf-8")


CHANGED = """bus: The school bus
  parameter youngest: changed
    value 2018-01-01
      - {from: 2018-01-01, to: open, is: 7, source: act, § 2}
      + {from: 2018-01-01, to: open, is: 8, source: act, § 2}
  rule rides: changed
    source
      - act, § 3
      + act, § 4

1 rule asks for what changed:
  Rides the bus (bus.rides)
"""
FLIPS = """
1 of 2 persons are answered otherwise.
  Rides the bus (bus.rides)
    met -> not met: 1 answer

Example: anna
Before                                           | After
                                                 |
Rides the bus: MET             as of 1 June 2018 | Rides the bus: NOT MET         as of 1 June 2018
"""


def test_what_changed_is_shown_by_rule_set(run: Runner) -> None:
    found = run("rulebook", "diff", "old", "new")
    assert (found.out, found.code) == (CHANGED, 1)


def test_rulebooks_that_say_the_same_end_with_0(run: Runner, tmp_path: Path) -> None:
    tree(tmp_path / "same", "# read again\n" + RULES)
    found = run("rulebook", "diff", "old", "same")
    assert (found.out, found.code) == ("Both rulebooks say the same.\n", 0)
    assert run("rulebook", "diff", "shipped", "shipped").code == 0


def test_those_who_flip_are_shown_with_both_answers_side_by_side(run: Runner) -> None:
    found = run("rulebook", "diff", "old", "new", "--people", "people.yaml", "--on", "2018-06-01")
    assert found.out.startswith(CHANGED + FLIPS)
    assert found.code == 1


def test_as_json_everything_is_there(run: Runner) -> None:
    found = run("rulebook", "diff", "old", "new", "--people", "people.yaml", "--on", "2018-06-01", "--reform", "2018-01-01", "--format", "json")
    document = json.loads(found.out)
    assert [change["id"] for change in document["changes"]] == ["bus.youngest", "bus.rides"]
    assert (document["people"]["people"], document["people"]["people_flipped"]) == (2, 1)
    assert document["people"]["rules"] == [{"rule": "bus.rides", "verdicts": [{"from": "met", "to": "not_met", "answers": 1}], "values": 0}]
    (example,) = document["people"]["examples"]
    assert (example["citizen"], example["before"]["verdict"], example["after"]["verdict"]) == ("anna", "met", "not_met")
    assert document["reform"]["holds"] is True


def test_a_reform_that_keeps_to_its_day(run: Runner) -> None:
    found = run("rulebook", "diff", "old", "new", "--people", "people.yaml", "--reform", "2018-01-01")
    assert "The reform of 1 January 2018 changes nothing before that day:" in found.out


def test_a_reform_that_reaches_back_is_named_with_the_days(run: Runner) -> None:
    found = run("rulebook", "diff", "old", "new", "--people", "people.yaml", "--reform", "2018-03-01")
    assert "THE REFORM OF 1 March 2018 CHANGES ANSWERS ABOUT THE TIME BEFORE IT:" in found.out
    assert "  Rides the bus (bus.rides), as of 28 February 2018: 1 person" in found.out
    assert "as of 31 December 2017" not in found.out


def test_a_question_without_people_is_refused(run: Runner) -> None:
    found = run("rulebook", "diff", "old", "new", "--reform", "2018-01-01")
    assert (found.err, found.code) == ("name the cases to ask about with --people\n", 2)


def test_an_archive_is_written_named_and_used_as_a_rulebook(run: Runner, tmp_path: Path) -> None:
    found = run("rulebook", "export", "old", "-o", "old.zip")
    (whole,) = re.findall(r"^sha256 (\w+)$", found.out, re.MULTILINE)
    assert whole == hashlib.sha256((tmp_path / "old.zip").read_bytes()).hexdigest()
    assert found.out.startswith("old.zip: 1 rule set, ")
    assert run("rulebook", "diff", "old", "old.zip").code == 0
    asked = ("evaluate", "people.yaml", "--rulebook")
    assert run(*asked, "old").out == run(*asked, "old.zip").out


def test_an_archive_has_its_hash_for_a_name_where_none_is_given(run: Runner, tmp_path: Path) -> None:
    found = run("rulebook", "export", "old")
    name = found.out.partition(":")[0]
    assert name == f"rulebook-{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()[:12]}.zip"


def recorded(run: Runner, *more: str) -> Path:
    run("rulebook", "export", "old", "-o", "old.zip")
    assert run("evaluate", "people.yaml", "--on", "2018-06-01", "--rulebook", "old", "--record", "asked.jsonl", *more).code == 0
    return Path("asked.jsonl")


def test_a_record_replays_the_same_with_the_archive(run: Runner) -> None:
    recorded(run)
    found = run("replay", "asked.jsonl", "--rulebook", "old.zip")
    assert (found.out, found.code) == ("2 records replayed: 2 the same, 0 different\n", 0)


def test_an_answer_that_is_another_is_named_by_record_rule_and_field(run: Runner) -> None:
    path = recorded(run)
    path.write_text(path.read_text(encoding="utf-8").replace('"verdict": "met"', '"verdict": "unknown"', 1), encoding="utf-8")
    found = run("replay", "asked.jsonl", "--rulebook", "old.zip")
    assert f"Record 1: DIFFERENT (recorded by {VERSION}, replayed by {VERSION})\n  Rides the bus (bus.rides)\n    verdict: unknown -> met\n" in found.out
    assert found.out.endswith("2 records replayed: 1 the same, 1 different\n")
    assert found.code == 1
    documents = [json.loads(line) for line in run("replay", "asked.jsonl", "--rulebook", "old.zip", "--format", "json").out.splitlines()]
    assert [one["same"] for one in documents] == [False, True]
    assert documents[0]["differences"] == [{"rule": "bus.rides", "for": "citizen", "fields": {"verdict": {"recorded": "unknown", "now": "met"}}}]


def test_other_rules_are_refused_with_both_hashes(run: Runner) -> None:
    recorded(run)
    found = run("replay", "asked.jsonl", "--rulebook", "new")
    assert re.fullmatch(
        r"record 1: bus.rides: recorded under rulebook \w{12}, this is \w{12}; name the archive of the recorded one with --rulebook\n", found.err)
    assert found.code == 2


def test_another_secret_or_case_is_refused(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    path = recorded(run)
    monkeypatch.setenv("INTEGRATIONRULES_SALT", "another")
    assert "INTEGRATIONRULES_SALT is not the secret" in run("replay", "asked.jsonl", "--rulebook", "old.zip").err
    monkeypatch.delenv("INTEGRATIONRULES_SALT")
    path.write_text(path.read_text(encoding="utf-8").replace("2010-09-01", "2010-09-02"), encoding="utf-8")
    assert "the facts are not those that were answered" in run("replay", "asked.jsonl", "--rulebook", "old.zip").err


def test_a_record_of_what_is_asked_on_standard_input(run: Runner) -> None:
    recorded(run)
    line = json.dumps({"citizen": {"id": "c-1", "born": "2010-06-01"}, "observed": {"from": "2015-01-01", "to": "2019-01-01"}, "facts": []})
    assert run("evaluate", "-", "--rulebook", "old", "--record", "piped.jsonl", stdin=f"{line}\n{line}\n").code == 0
    assert run("replay", "piped.jsonl", "--rulebook", "old.zip").out == "2 records replayed: 2 the same, 0 different\n"


def test_what_was_recorded_before_stays_if_a_case_is_bad(run: Runner) -> None:
    path = recorded(run)
    before = path.read_bytes()
    assert run("evaluate", "-", "--rulebook", "old", "--record", "asked.jsonl", stdin='{"citizen": 1}\n').code == 2
    assert path.read_bytes() == before
    assert [one.name for one in Path().glob(".*.tmp")] == []


def test_a_case_is_not_written_over_by_its_record(run: Runner) -> None:
    found = run("evaluate", "people.yaml", "--rulebook", "old", "--record", "people.yaml")
    assert (found.err, found.code) == ("--record: people.yaml is the case itself, which is never changed; name another file\n", 2)
    assert Path("people.yaml").read_text(encoding="utf-8") == PEOPLE


@pytest.mark.parametrize(("arguments", "said"), [
    (("evaluate", "people.yaml", "--rulebook", "people.yaml"), "people.yaml: not an archive of rules, as `integrationrules rulebook export` writes it\n"),
    (("replay", "people.yaml", "--rulebook", "old"), "people.yaml: not a record, as `evaluate --record FILE` writes it\n"),
    (("replay", "none.jsonl", "--rulebook", "old"), "none.jsonl: the file cannot be read or written\n"),
    (("rulebook", "export", "old", "-o", "none/old.zip"), "none/old.zip: the file cannot be read or written\n"),
    (("rulebook", "export", "old", "--rule", "walks"), "there is no rule 'walks'\n"),
    (("rulebook", "diff", "old", "people.yaml"), "people.yaml: not an archive of rules, as `integrationrules rulebook export` writes it\n"),
])
def test_what_cannot_be_used_ends_with_2_and_says_why(run: Runner, arguments: tuple[str, ...], said: str) -> None:
    found = run(*arguments)
    assert (found.err, found.code) == (said, 2)
