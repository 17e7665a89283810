"""`new` as its users meet it: whole transcripts, files written or left alone, and how it ends."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrationrules.cli import main
from integrationrules.timeline.files import read_cases

GOLDEN = Path(__file__).parent / "golden" / "new"
WORDS = st.sampled_from(["", "yes", "no", "1", "2", "25", "860", "2016-02-01", "2017-03-01", "back", "?", "from 2016-01-01 to 2017-01-01"])
ALL_UNKNOWN = (GOLDEN / "unknown.en.answers").read_text(encoding="utf-8")


class Run:
    """What a run printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out.replace("\u00a0", " "), err


Runner = Callable[..., Run]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Runner:
    monkeypatch.delenv("INTEGRATIONRULES_LANG", raising=False)
    monkeypatch.chdir(tmp_path)

    def running(typed: str | bytes, *arguments: str, lang: str = "en") -> Run:
        content = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        with pytest.raises(SystemExit) as stop:
            main(["new", *arguments, "--on", "2018-12-31", "--lang", lang])
        captured = capsys.readouterr()
        return Run(int(stop.value.code or 0), captured.out, captured.err)

    return running


@pytest.mark.parametrize(("name", "lang"), [("full", "da"), ("unknown", "en"), ("mistakes", "en")])
def test_the_transcripts_are_the_golden_ones(run: Runner, name: str, lang: str) -> None:
    found = run((GOLDEN / f"{name}.{lang}.answers").read_text(encoding="utf-8"), "case.yaml", lang=lang)
    page = f"{found.out}{found.err}exit {found.code}\n---\n{Path('case.yaml').read_text(encoding='utf-8')}"
    golden = GOLDEN / f"{name}.{lang}.txt"
    if os.environ.get("WRITE_GOLDEN") == "1":
        golden.write_text(page, encoding="utf-8")
    assert page == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("answers", ["", "c-1\n", "c-1\n1990-05-01\n", ALL_UNKNOWN[:40]])
def test_when_the_answers_end_early_nothing_is_written(run: Runner, tmp_path: Path, answers: str) -> None:
    found = run(answers, "case.yaml")
    assert found.code == 2
    assert "Nothing was written" in found.err
    assert list(tmp_path.iterdir()) == []


def test_when_interrupted_nothing_is_written(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("integrationrules.commands.new._Typed.line", interrupted)
    found = run("", "case.yaml")
    assert found.code == 130
    assert "Nothing was written" in found.err
    assert list(tmp_path.iterdir()) == []


def test_a_person_number_is_in_no_text_and_in_no_file(run: Runner, tmp_path: Path) -> None:
    found = run("010190-1234\nc-1\n0101901234\nsave\n", "case.yaml")
    assert found.code == 0
    assert "1234" not in found.out + found.err + Path("case.yaml").read_text(encoding="utf-8")
    assert found.out.count("That looks like a CPR number") == 2


def test_a_file_named_after_a_person_number_is_refused(run: Runner, tmp_path: Path) -> None:
    found = run(ALL_UNKNOWN, "010190-1234.yaml")
    assert found.code == 2
    assert "1234" not in found.out + found.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("answer", "code"), [("", 1), ("no", 1), ("don't know", 1), ("maybe\nyes", 0)])
def test_an_existing_file_is_replaced_only_if_so_said(run: Runner, answer: str, code: int) -> None:
    Path("case.yaml").write_text("kept", encoding="utf-8")
    found = run(f"{answer}\n{ALL_UNKNOWN}", "case.yaml")
    assert found.code == code
    assert (Path("case.yaml").read_text(encoding="utf-8") == "kept") is (code == 1)


def test_without_a_file_name_the_case_names_it_and_replaces_none(run: Runner, tmp_path: Path) -> None:
    for expected in ("sag-12.yaml", "sag-12-2.yaml"):
        assert f"The case is written: {expected}" in run("sag 12\nsave\n").out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sag-12-2.yaml", "sag-12.yaml"]


@pytest.mark.parametrize("file", ["case.txt", "case", "nowhere/case.yaml", "-", "folder.yaml"])
def test_a_file_that_cannot_be_written_is_refused_before_the_first_question(run: Runner, tmp_path: Path, file: str) -> None:
    (tmp_path / "folder.yaml").mkdir()
    found = run(ALL_UNKNOWN, file)
    assert (found.code, found.out) == (2, "")
    assert file in found.err


def test_rules_may_be_chosen(run: Runner) -> None:
    found = run("c-1\nsave\n", "case.yaml", "--rule", "counted")
    assert "Self-support or ordinary education" in found.out
    assert "State" not in found.out


def test_an_unknown_rule_is_said_before_the_first_question(run: Runner) -> None:
    found = run("c-1\nsave\n", "case.yaml", "--rule", "countd")
    assert (found.code, found.out) == (2, "")


def test_a_file_of_answers_may_begin_with_a_byte_order_mark(run: Runner) -> None:
    run(b"\xef\xbb\xbfc-1\r\nsave\r\n", "case.yaml")
    assert next(read_cases("case.yaml")).citizen.id == "c-1"


def test_bytes_that_are_no_text_are_no_mistake_of_ours(run: Runner) -> None:
    assert run(b"c-1\n\xff\xfe\nsave\n", "case.yaml").code == 0


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS | st.text(max_size=8), max_size=60))
def test_any_answers_leave_a_valid_case_or_none(run: Runner, answers: list[str]) -> None:
    Path("case.yaml").unlink(missing_ok=True)
    found = run("c-1\n" + "\n".join(answers) + "\nsave\n" * (len(answers) % 3), "case.yaml")
    assert found.code in (0, 2)
    assert Path("case.yaml").exists() is (found.code == 0)
    if found.code == 0:
        assert len(list(read_cases("case.yaml"))) == 1


def test_the_documented_conversation_is_one_that_took_place() -> None:
    page = (Path(__file__).parents[2] / "docs" / "new.md").read_text(encoding="utf-8")
    said = (GOLDEN / "full.da.txt").read_text(encoding="utf-8")
    blocks = [block for block in re.findall(r"```\n(.*?)\n```", page, re.DOTALL) if "\n" in block]
    assert len(blocks) == 2
    assert [block for block in blocks if block not in said] == []
