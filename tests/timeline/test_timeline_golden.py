"""Bad case files and the exact words they are answered with.

Each file of `golden/` with a `.txt` beside it is one bad case; what cannot be stored as a file is made here.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from integrationrules.timeline import files
from integrationrules.timeline.files import CaseError, read_cases
from integrationrules.timeline.messages import MESSAGES

GOLDEN = Path(__file__).parent / "golden"
STORED = sorted(path.name for path in GOLDEN.iterdir() if path.is_file() and path.suffix != ".txt")
GOOD = "citizen: {id: c-001}\nobserved: {from: 2015-01-01, to: 2019-01-01}\nfacts: []\n"
ALIASES = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{name}'] * 10)}]\n" for name, after in zip("abcdefgh", "bcdefghi", strict=True)
)


def complaint(path: Path) -> CaseError:
    with pytest.raises(CaseError) as caught:
        list(read_cases(path))
    return caught.value


def said(error: CaseError, folder: Path) -> str:
    return str(error).replace(f"{folder}{os.sep}", "") + "\n"


@pytest.mark.parametrize("name", STORED)
def test_a_bad_case_is_answered_with_these_words(name: str) -> None:
    assert said(complaint(GOLDEN / name), GOLDEN) == (GOLDEN / name).with_suffix(".txt").read_text(encoding="utf-8")


def _bytes(found: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(found)


MADE: dict[str, Callable[[Path], object]] = {
    "directory.yaml": Path.mkdir,
    "missing.yaml": lambda path: None,
    "type_unknown.csv": _bytes(b"a;b\n"),
    "binary.yaml": _bytes(b"citizen\0"),
    "utf16.yaml": _bytes(GOOD.encode("utf-16")),
    "broken_utf8.yaml": _bytes(b"citizen: {id: \xe6}\n"),
    "latin1_line.jsonl": _bytes(b'\n{"citizen": "\xe6"}\n'),
    "empty.yaml": _bytes(b" \n"),
    "only_comments.yaml": _bytes(b"# nothing\n"),
    "empty.jsonl": _bytes(b"\n\n"),
    "deep.yaml": _bytes(b"a: " + b"[" * 200_000 + b"]" * 200_000),
    "deep.json": _bytes(b'{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
    "aliases.yaml": _bytes(ALIASES.encode()),
    "long_number.json": _bytes(b'{"a": ' + b"1" * 5000 + b"}"),
    "control.yaml": _bytes(b"citizen: {id: a}\nb: \x07\n"),
}
"""File names and how to make them; the words are in `golden/made/`."""


@pytest.mark.parametrize("name", MADE)
def test_an_unusable_file_is_answered_with_these_words(name: str, tmp_path: Path) -> None:
    MADE[name](tmp_path / name)
    assert said(complaint(tmp_path / name), tmp_path) == (GOLDEN / "made" / f"{name}.txt").read_text(encoding="utf-8")


def test_a_huge_yaml_file_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with open(path, "wb") as stream:
        stream.truncate(70 * 2**20)
    assert said(complaint(path), tmp_path) == (
        "huge.yaml: the file holds 70 MB; the limit is 64 MB. Use JSON Lines (.jsonl) for many cases\n"
    )


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    path = tmp_path / "locked.yaml"
    path.write_text(GOOD)
    monkeypatch.setattr(files, "open", refuse, raising=False)
    assert said(complaint(path), tmp_path) == "locked.yaml: the file cannot be read; check its permissions\n"


def test_no_answer_repeats_a_cpr_number() -> None:
    for path in GOLDEN.rglob("*.txt"):
        found = path.read_text(encoding="utf-8")
        assert not any(digits in found for digits in ("010190", "01.01.90", "01901234", "０１"))


def test_every_message_is_seen_in_some_golden_answer(tmp_path: Path) -> None:
    seen = {problem.id for name in STORED for problem in complaint(GOLDEN / name).problems}
    for name, make in MADE.items():
        make(tmp_path / name)
        seen |= {problem.id for problem in complaint(tmp_path / name).problems}
    elsewhere = {"file_too_large", "file_unreadable", "file_unnamed", "input_closed", "column_type", "more_problems"}
    elsewhere |= {"short_gap", "counted_from_own_date", "before_birth"} | {"cases_missing", "expect_empty", "quarter_form"}
    elsewhere |= {"no_events", "not_an_event", "log_type_unknown"} | {name for name in MESSAGES if name.startswith("event_")}           # tests/sessions
    elsewhere |= {f"{name}_one" for name in elsewhere}
    elsewhere |= {name for name in MESSAGES if name.startswith("shape_")}
    assert set(MESSAGES) - seen - elsewhere == {"wrong_value", "yaml_syntax"}
