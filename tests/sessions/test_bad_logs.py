"""Every mistake in an event log, with the exact words said about it; no id of a person is repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrationrules.report.problems import case_problems
from integrationrules.report.sessions import session_problem
from integrationrules.sessions import SessionError, replay
from integrationrules.sessions.logs import read_log
from integrationrules.timeline.problems import CaseError

from .situation import book

BAD = Path(__file__).parent / "bad"
LOGS = sorted(path for path in BAD.iterdir() if path.suffix != ".expected")
EXPECTED = BAD / "messages.expected"


def told(path: Path) -> str:
    """What is said of a log."""
    try:
        replay(read_log(str(path)), book(), "builtin")
    except CaseError as error:
        return "\n".join(case_problems(error.problems, "en")).replace(f"{BAD}/", "")
    except SessionError as error:
        return session_problem(error, "en")
    return "nothing"


def everything() -> str:
    return "\n".join(f"{path.name}\n  " + told(path).replace("\n", "\n  ") for path in LOGS) + "\n"


def test_the_messages_are_exactly_these() -> None:
    assert everything() == EXPECTED.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", LOGS, ids=[path.name for path in LOGS])
def test_no_id_of_a_person_is_repeated(path: Path) -> None:
    said = told(path)
    assert said != "nothing"
    assert not any(name in said for name in ("c-1", "c-2", "0105901234"))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CaseError, match="there is no such file"):
        read_log("nowhere.jsonl")
