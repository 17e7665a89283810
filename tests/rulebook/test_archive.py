"""Rulebooks in one file: the same bytes everywhere, and nothing that was changed afterwards is used."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import integrationrules as ir
from integrationrules.rulebook.archive import reading
from integrationrules.rulebook.archive.problems import ArchiveError
from integrationrules.rulebook.archive.reading import MANIFEST, load_archive, read_archive
from integrationrules.rulebook.archive.writing import export_rulebook

from .written import HEAD, RULE, tree

CALENDAR = 'ruleset: days\ntitle: {da: Helligdage, en: Holidays}\nholidays: [2018-12-25]\n'
RULES = "rules/bus/rules.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    tree(tmp_path / "rulesets", HEAD + RULE)
    tree(tmp_path / "rulesets", (HEAD + RULE).replace("ruleset: bus", "ruleset: walk"), ruleset="walk")
    return tree(tmp_path / "rulesets", CALENDAR, ruleset="days")


@pytest.fixture
def archive(root: Path, tmp_path: Path) -> Path:
    export_rulebook(tmp_path / "rules.zip", root)
    return tmp_path / "rules.zip"


def rewritten(archive: Path, change: Callable[[dict[str, bytes]], Any], **how: Any) -> Path:
    """The archive with its files changed, its list of contents as it was unless the change says so."""
    with zipfile.ZipFile(archive) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    change(files)
    with zipfile.ZipFile(archive, "w", **how) as opened:
        for name, contents in files.items():
            opened.writestr(name, contents)
    return archive


def refused(archive: Path) -> str:
    with pytest.raises(ArchiveError) as found:
        read_archive(archive)
    assert str(archive) in str(found.value)
    return found.value.id


def test_the_shipped_rules_give_the_same_answers_and_hashes_from_an_archive(tmp_path: Path) -> None:
    export_rulebook(tmp_path / "a.zip")
    shipped, archived = ir.load_rulebook(), ir.load_rulebook(tmp_path / "a.zip")
    assert {name: shipped.hash_of(name) for name in shipped.rulesets} == {name: archived.hash_of(name) for name in archived.rulesets}
    case = ir.parse_case({"citizen": {"id": "c-1", "born": "1990-05-01"}, "observed": {"from": "2015-01-01", "to": "2019-01-01"}, "facts": []})
    assert ir.evaluate(shipped, [case]) == ir.evaluate(archived, [case])


def test_the_same_files_give_the_same_bytes_whatever_their_times_and_order(root: Path, archive: Path, tmp_path: Path) -> None:
    again = tmp_path / "again" / "other-name"
    for folder in ("walk", "days", "bus"):
        tree(again, (root / folder / "rules.yaml").read_bytes(), ruleset=folder)
    export_rulebook(tmp_path / "again.zip", again)
    export_rulebook(tmp_path / "from-archive.zip", archive)
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes() == (tmp_path / "from-archive.zip").read_bytes()


def test_an_archive_holds_rule_files_as_they_are_and_no_cases(root: Path, archive: Path, tmp_path: Path) -> None:
    (root / "bus" / "cases").mkdir()
    (root / "bus" / "cases" / "some.yaml").write_text("citizen: {id: c-1}\n")
    export_rulebook(tmp_path / "with-cases.zip", root)
    assert (tmp_path / "with-cases.zip").read_bytes() == archive.read_bytes()
    assert read_archive(archive).files.contents[RULES] == (root / "bus" / "rules.yaml").read_bytes()


def test_some_rule_sets_come_with_what_they_use_and_with_the_holidays(tmp_path: Path) -> None:
    export_rulebook(tmp_path / "some.zip", rulesets=["dk.outcomes.self_support"])
    some, shipped = load_archive(tmp_path / "some.zip"), ir.load_rulebook()
    assert "dk.integration.igu" not in some.rulesets
    assert some.hash_of("dk.outcomes.self_support") == shipped.hash_of("dk.outcomes.self_support")
    assert some.holidays == shipped.holidays


def test_values_of_ones_own_are_archived_too(tmp_path: Path) -> None:
    own = Path(__file__).parents[2] / "examples" / "amounts-2018.yaml"
    export_rulebook(tmp_path / "own.zip", overlay=own)
    book = ir.load_rulebook()
    with_own = book.with_parameters(ir.load_overlay(own, book))
    archived = load_archive(tmp_path / "own.zip")
    assert archived.overlay is not None
    assert with_own.overlay is not None
    assert archived.overlay.as_json() == with_own.overlay.as_json()
    assert archived.hash_of("dk.integration.results_bonus") == with_own.hash_of("dk.integration.results_bonus") != book.hash_of("dk.integration.results_bonus")


def edited(*path: str, to: Any) -> Callable[[dict[str, bytes]], None]:
    """A change of the list of contents."""
    def change(files: dict[str, bytes]) -> None:
        manifest = json.loads(files[MANIFEST])
        inside = manifest
        for key in path[:-1]:
            inside = inside[key]
        inside[path[-1]] = to
        files[MANIFEST] = json.dumps(manifest).encode()
    return change


TAMPERED: dict[str, tuple[Callable[[dict[str, bytes]], Any], str]] = {
    "a file": (lambda files: files.update({RULES: files[RULES] + b"# more\n"}), "file_changed"),
    "a file less": (lambda files: files.pop(RULES), "file_missing"),
    "a file more": (lambda files: files.update({"rules/more/rules.yaml": b""}), "file_unlisted"),
    "a file's hash": (edited("files", RULES, to="0" * 64), "file_changed"),
    "a rule set's hash": (edited("rulesets", "bus", to="0" * 64), "contents_changed"),
    "a rule set more": (edited("rulesets", "more", to="0" * 64), "contents_changed"),
    "an assumption": (edited("assumptions", "bus.x", to={"options": [], "default": None}), "contents_changed"),
    "an overlay's hash": (edited("overlay_hash", to="0" * 64), "contents_changed"),
    "its format": (edited("format", to=2), "format_unknown"),
    "its kind": (edited("kind", to="record"), "no_archive"),
    "no list": (lambda files: files.pop(MANIFEST), "no_archive"),
    "a list that is none": (lambda files: files.update({MANIFEST: b"[1]"}), "no_archive"),
    "up and out": (lambda files: files.update({"rules/../../evil/rules.yaml": b""}), "name_refused"),
    "from the root": (lambda files: files.update({"/etc/rules.yaml": b""}), "name_refused"),
    "out of the overlay": (lambda files: files.update({"parameters/..\\evil.yaml": b""}), "name_refused"),
    "dots": (lambda files: files.update({"parameters/..": b""}), "name_refused"),
    "another kind of file": (lambda files: files.update({"rules/bus/run.py": b""}), "name_refused"),
    "two in one place": (lambda files: files.update({"rules/BUS/rules.yaml": b""}), "name_twice"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_an_archive_that_was_changed_is_refused(archive: Path, what: str) -> None:
    change, problem = TAMPERED[what]
    assert refused(rewritten(archive, change)) == problem


def test_nothing_is_written_outside_its_own_folder(archive: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    refused(rewritten(archive, TAMPERED["up and out"][0]))
    assert sorted(tmp_path.rglob("*")) == before


def test_what_unpacks_to_more_than_an_archive_may_hold_is_refused(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_LARGEST", 100_000)
    bomb = rewritten(archive, lambda files: files.update({"rules/big/rules.yaml": b"#" * 10_000_000}), compression=zipfile.ZIP_DEFLATED)
    assert bomb.stat().st_size < 100_000
    assert refused(bomb) == "too_large"


def test_too_many_files_are_refused(archive: Path) -> None:
    assert refused(rewritten(archive, lambda files: files.update({f"rules/r{number}/rules.yaml": b"" for number in range(5_000)}))) == "too_large"


@pytest.mark.parametrize("contents", [b"", b"PK\x05\x06", b"citizen: {id: c-1}\n", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_archive_is_refused(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "none.zip"
    path.write_bytes(contents)
    assert refused(path) == "no_archive"


@pytest.mark.parametrize("place", range(0, 1_000, 7))
def test_a_damaged_archive_is_refused_or_unharmed(archive: Path, place: int) -> None:
    whole = read_archive(archive)
    damaged = bytearray(archive.read_bytes())
    damaged[place * len(damaged) // 1_000] ^= 0x55
    archive.write_bytes(bytes(damaged))
    try:
        found = read_archive(archive)
    except ArchiveError:
        return
    assert found.files.contents == whole.files.contents
    assert found.manifest == whole.manifest


def test_mistakes_in_archived_rules_are_told_by_their_place_in_the_archive(root: Path, tmp_path: Path) -> None:
    (root / "bus" / "rules.yaml").write_text(HEAD + RULE.replace("exists(citizen.born)", "exist(citizen.born)"))
    with pytest.raises(ir.RulebookError) as found:
        export_rulebook(tmp_path / "bad.zip", root)
    assert found.value.diagnostics[0].mark.path == "rules/bus/rules.yaml"
    assert not (tmp_path / "bad.zip").exists()


def test_holidays_count_in_the_hash_of_rules_that_ask_for_working_days(tmp_path: Path) -> None:
    def book(name: str, days: str) -> ir.Rulebook:
        asks = 'rules:\n  rides: {for: citizen, when: "working_day(on) == on", source: act}\n'
        where = tree(tmp_path / name, HEAD + asks)
        tree(where, (HEAD + RULE).replace("ruleset: bus", "ruleset: walk"), ruleset="walk")
        return ir.load_rulebook(tree(where, CALENDAR.replace("[2018-12-25]", days), ruleset="days"))

    one, other = book("a", "[2018-12-25]"), book("b", "[2018-12-25, 2018-12-26]")
    assert one.hash_of("bus") != other.hash_of("bus")
    assert one.hash_of("walk") == other.hash_of("walk")
