"""Records are answered again: by this version, by one that hashes rules otherwise, and never with other rules or facts."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import integrationrules as ir
from integrationrules import Quarter
from integrationrules.case.records import Question, Record, Recorder, RecordError, read_record, read_records
from integrationrules.case.replaying import RecordReplayed, replay_record
from integrationrules.rulebook.archive import reading
from integrationrules.rulebook.archive.files import RuleFiles
from integrationrules.rulebook.archive.reading import Archive, read_archive
from integrationrules.rulebook.archive.writing import export_rulebook

from .test_evaluation import benefit, case

SALT = b"a secret"
QUESTION = Question(
    ("dk.outcomes.self_support.self_supporting", "dk.integration.state_refund.rate", "dk.integration.programme.covered"), (Quarter.parse("2018Q3"),),
    date(2018, 10, 15), date(2018, 11, 1), {"quarter_weeks": "blocks13"},
)
CASE = case(benefit("2016-01-04", "2018-11-26"), born="1990-05-01")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    path = tmp_path_factory.mktemp("archive") / "rules.zip"
    export_rulebook(path)
    return read_archive(path)


def written(archive: Archive, question: Question = QUESTION, *cases: ir.Timeline) -> list[dict[str, Any]]:
    """The records of some cases, as they stand in a file."""
    stream, asked = io.BytesIO(), cases or (CASE,)
    results = ir.evaluate(archive.book, asked, question.rules, question.quarters, question.on, question.as_known, question.options, SALT)
    Recorder(stream, archive.book, archive.files, question).add(asked, results)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def replayed(found: dict[str, Any], archive: Archive, salt: bytes = SALT) -> RecordReplayed:
    return replay_record(read_record(found, "a.jsonl", salt), archive.book, archive.files, salt)


def test_a_record_is_answered_the_same(archive: Archive) -> None:
    (found,) = written(archive)
    again = replayed(found, archive)
    assert again.same
    assert {one.period for one in again.decisions} == {"2018Q3", "2018-W42", "citizen"}


def test_whatever_version_wrote_it(archive: Archive) -> None:
    (found,) = written(archive)
    found["version"] = "9.9"
    for one in found["result"]["decisions"]:
        one["version"] = "9.9"
    assert replayed(found, archive).same


def test_all_rules_asked_by_default_are_asked_again(archive: Archive) -> None:
    (found,) = written(archive, Question())
    again = replayed(found, archive)
    assert again.same
    assert len(again.decisions) > 50


FIELDS: dict[str, Any] = {
    "verdict": "unknown", "value": 3, "on": "2018-10-14", "missing": [{"what": "facts"}], "because": [], "assumptions": {}, "sources": [], "running": True,
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_changed_answer_is_named_by_its_field(archive: Archive, field: str) -> None:
    (found,) = written(archive)
    decision = found["result"]["decisions"][0]
    before = decision.get(field)
    assert before != FIELDS[field]
    decision[field] = FIELDS[field]
    again = replayed(found, archive)
    assert [one.differences for one in again.decisions if not one.same] == [(field,)]
    assert again.decisions[0].values == {field: (FIELDS[field], before)}


def test_answers_taken_out_or_put_in_are_named(archive: Archive) -> None:
    (found,) = written(archive)
    taken = found["result"]["decisions"].pop(0)
    again = replayed(found, archive)
    assert again.added == ((taken["rule"], taken["for"]),)
    assert not again.same
    found["result"]["decisions"].insert(0, {**taken, "for": "2018Q2"})
    assert replayed(found, archive).unanswered == ((taken["rule"], "2018Q2"),)


def refused(found: dict[str, Any], archive: Archive, salt: bytes = SALT) -> str:
    with pytest.raises(RecordError) as error:
        replayed(found, archive, salt)
    assert "c-1" not in str(error.value)
    return error.value.id


def test_a_changed_case_is_refused_even_if_the_answers_were_the_same(archive: Archive) -> None:
    (found,) = written(archive)
    found["case"]["citizen"]["born"] = "1990-05-02"
    assert refused(found, archive) == "facts_changed"


def test_another_secret_is_refused(archive: Archive) -> None:
    assert refused(written(archive)[0], archive, b"another") == "facts_changed"


def other_rules(tmp_path: Path, change: Callable[[str], str]) -> Archive:
    """An archive of rules that were changed in one file."""
    import shutil

    from integrationrules.rulebook.book import default_root

    root = tmp_path / "rulesets"
    shutil.copytree(default_root(), root)
    path = root / "dk/outcomes/self_support/parameters.yaml"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    export_rulebook(tmp_path / "other.zip", root)
    return read_archive(tmp_path / "other.zip")


def test_other_rules_are_refused_by_their_hash(archive: Archive, tmp_path: Path) -> None:
    assert refused(written(archive)[0], other_rules(tmp_path, lambda text: text.replace("is: 5", "is: 6"))) == "other_rules"


def test_rules_that_only_carry_another_comment_are_the_same(archive: Archive, tmp_path: Path) -> None:
    assert replayed(written(archive)[0], other_rules(tmp_path, lambda text: text + "# read again in 2031\n")).same


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version, which reads more from a rule file and so gives it another hash."""
    import hashlib

    def fingerprint(value: object) -> str:
        return hashlib.sha256(f"later {fingerprint_now(value)}".encode()).hexdigest()

    from integrationrules.rulebook import book
    from integrationrules.rulebook.fingerprint import fingerprint as fingerprint_now

    monkeypatch.setattr(book, "fingerprint", fingerprint)
    monkeypatch.setattr(reading, "scheme", lambda: "later")


def test_a_later_version_that_hashes_rules_otherwise_goes_by_the_archive(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    export_rulebook(tmp_path / "rules.zip")
    then = read_archive(tmp_path / "rules.zip")
    (found,) = written(then)
    request.getfixturevalue("later")
    now = read_archive(tmp_path / "rules.zip")
    assert replace(now.book, stated={}).hash_of("dk.outcomes.self_support") != then.book.hash_of("dk.outcomes.self_support")
    assert replayed(found, now).same


def test_and_by_its_files_so_that_a_forged_hash_is_no_use(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / "then").mkdir()
    export_rulebook(tmp_path / "then" / "rules.zip")
    then = read_archive(tmp_path / "then" / "rules.zip")
    (found,) = written(then)
    forged = other_rules(tmp_path, lambda text: text.replace("is: 5", "is: 6"))
    request.getfixturevalue("later")
    forged = replace(forged, book=replace(forged.book, stated=then.manifest.rulesets))
    assert refused(found, forged) == "other_files"


def test_the_shipped_rules_do_where_nothing_has_changed(archive: Archive) -> None:
    from integrationrules.rulebook.archive.writing import gathered

    (found,) = written(archive)
    files: RuleFiles = gathered()
    assert replay_record(read_record(found, "a.jsonl", SALT), ir.load_rulebook(), files, SALT).same


def lines(*found: dict[str, Any]) -> io.BytesIO:
    return io.BytesIO("".join(json.dumps(one) + "\n" for one in found).encode())


def test_a_file_holds_a_record_a_line_or_one_that_is_laid_out(archive: Archive) -> None:
    both = written(archive, QUESTION, CASE, case(benefit("2017-01-02"), id="c-2"))
    assert [record.case.citizen.id for record in read_records(lines(*both), "a.jsonl", SALT)] == ["c-1", "c-2"]
    (one,) = read_records(io.BytesIO(json.dumps(both[0], indent=2).encode()), "a.json", SALT)
    assert isinstance(one, Record)
    assert one.question == QUESTION


BROKEN: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "no kind": (lambda found: found.pop("kind"), "no_record"),
    "no case": (lambda found: found.pop("case"), "no_record"),
    "no result": (lambda found: found.pop("result"), "no_record"),
    "a later format": (lambda found: found.update(format=2), "record_format"),
    "a day that is none": (lambda found: found["question"].update(on="2018-13-01"), "no_record"),
    "a quarter that is none": (lambda found: found["question"].update(quarters=["2018Q5"]), "no_record"),
    "a hash that is another": (lambda found: found["result"]["decisions"][0].update(rulebook_hash="0" * 64), "no_record"),
    "decisions that are none": (lambda found: found["result"].update(decisions=["x"]), "no_record"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_record_is_refused(archive: Archive, what: str) -> None:
    (found,) = written(archive)
    change, problem = BROKEN[what]
    change(found)
    with pytest.raises(RecordError) as error:
        read_record(found, "a.jsonl", SALT)
    assert error.value.id == problem


@pytest.mark.parametrize("text", [b"", b"x", b"[]", b"{}", b"1", b'{"kind": "record"}', b"\xff\xfe", b"[" * 100_000])
def test_neither_is_any_other_text(text: bytes) -> None:
    with pytest.raises(RecordError):
        list(read_records(io.BytesIO(text), "a.jsonl", SALT))


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a record."""
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from paths(one, (*path, key))


@pytest.mark.parametrize("junk", [None, "x", -1, [], {}, [[]], "2018-W99", "\x00"], ids=repr)
def test_whatever_stands_in_a_record_it_is_refused_or_different_or_the_same(archive: Archive, junk: Any) -> None:
    whole = written(archive, replace(QUESTION, rules=QUESTION.rules[1:2]))[0]
    for path in paths(whole):
        found = json.loads(json.dumps(whole))
        inside = found
        for key in path[:-1]:
            inside = inside[key]
        inside[path[-1]] = junk
        try:
            again = replayed(found, archive)
        except (RecordError, ir.CaseError):
            continue
        # What only tells of the record, and the versions, may be anything.
        told = path[0] in ("version", "rulebook", "question") or path[-1] == "version" or path == ("result", "format") or inside[path[-1]] == at(whole, path)
        assert not again.same or told, path


def at(value: Any, path: tuple[Any, ...]) -> Any:
    """What stands at a place."""
    for key in path:
        value = value[key]
    return value
