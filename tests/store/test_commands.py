"""`integrationrules store`: the id of who is erased comes on standard input, so that it stands in no history of commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from integrationrules.store import CaseKey, Change, Entry, Step, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_store(str(tmp_path / "cases.db")) as store:
        for name in ("c-1", "c-2"):
            store.append(CaseKey(860, name), [Step(Entry("e1", {}), (Change("a", "raised", {}),)), Step(Entry("e2", {}))], opens=True)
    return tmp_path / "cases.db"


def run(*arguments: str, said: str = "") -> tuple[int, str, str]:
    command = [sys.executable, "-m", "integrationrules", "--lang", "en", "store", *arguments]
    done = subprocess.run(command, input=said, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.strip(), done.stderr.strip()


def erase(path: Path, said: str, municipality: str = "860") -> tuple[int, str, str]:
    return run("erase", str(path), "--municipality", municipality, "--reason", "own request", "--by", "DPO", "--at", "2026-11-21", said=said)


def test_a_person_is_erased_and_the_check_tells_of_it(path: Path) -> None:
    assert run("check", str(path)) == (0, "2 cases; every log agrees with its hashes", "")
    assert erase(path, "c-1\n") == (0, "Erased: 2 events, 1 alerts", "")
    expected = "Erased 2026-11-21 by DPO: 2 events and 1 alerts of one case (own request)\n1 case; every log agrees with its hashes"
    assert run("check", str(path)) == (0, expected, "")


@pytest.mark.parametrize(("reason", "by"), [("wishes of c-1", "DPO"), ("own request", "for C-1"), ("010190-1234", "DPO")])
def test_what_is_kept_of_an_erasure_does_not_say_who_it_was(path: Path, reason: str, by: str) -> None:
    code, _, said = run("erase", str(path), "--municipality", "860", "--reason", reason, "--by", by, "--at", "2026-11-21", said="c-1\n")
    assert (code, said) == (2, "--reason, --by: write neither a person's number nor the id of the case; they are kept")
    assert run("check", str(path)) == (0, "2 cases; every log agrees with its hashes", "")


@pytest.mark.parametrize(("said", "municipality"), [("c-9\n", "860"), ("c-1\n", "751"), ("", "860")])
def test_who_is_not_there_cannot_be_erased(path: Path, said: str, municipality: str) -> None:
    assert erase(path, said, municipality) == (2, "", "there is no such case")


def test_a_log_that_was_changed_is_an_answer_of_no(path: Path) -> None:
    with open_store(str(path)) as store, store._engine.begin() as connection:
        connection.execute(sa.text("UPDATE events SET content = '[]' WHERE case_key = 2"))
    assert run("check", str(path)) == (1, "The log of case number 2 was changed from outside", "")


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    said = "the store cannot be opened; look at the folder and its rights, or at the address of the database"
    assert run("check", str(tmp_path / "none.db")) == (2, "", said)
    assert run("check", str(tmp_path))[0] == 2
    assert list(tmp_path.iterdir()) == []
