"""What earlier versions answered is answered the same today, with the rules they answered with."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrationrules.case.records import read_records
from integrationrules.case.replaying import replay_record
from integrationrules.rulebook.archive.reading import read_archive
from integrationrules.version import VERSION

from . import keep

KEPT = sorted(path for path in keep.FOLDER.iterdir() if (path / keep.ARCHIVE).is_file())
EXPECTED: dict[tuple[str, int, str, str], tuple[str, ...]] = {
    # Where a rule calls it unknown that an address is nowhere stated, the address is now among what is missing.
    ("0.1.0", 1, "dk.integration.igu.eligible", "citizen"): ("missing",),
}
"""By version, record, rule and period the fields that a later version answers otherwise, each with the reason in a comment."""


@pytest.mark.parametrize("folder", KEPT, ids=[path.name for path in KEPT])
def test_every_record_is_answered_as_it_was(folder: Path) -> None:
    archive = read_archive(folder / keep.ARCHIVE)
    found: dict[tuple[str, int, str, str], tuple[str, ...]] = {}
    with (folder / keep.RECORDS).open("rb") as stream:
        for number, record in enumerate(read_records(stream, folder.name, b"integrationrules"), 1):
            replayed = replay_record(record, archive.book, archive.files)
            assert replayed.decisions
            assert (replayed.unanswered, replayed.added, replayed.warnings) == ((), (), True)
            found |= {(folder.name, number, one.rule, one.period): one.differences for one in replayed.decisions if not one.same}
    assert found == {key: fields for key, fields in EXPECTED.items() if key[0] == folder.name}


@pytest.mark.parametrize("folder", KEPT, ids=[path.name for path in KEPT])
def test_what_is_kept_is_not_changed(folder: Path) -> None:
    sums = {name: found for found, name in map(str.split, (folder / keep.SUMS).read_text(encoding="ascii").splitlines())}
    assert sums == {name: keep.checksum(folder / name) for name in (keep.ARCHIVE, keep.RECORDS)}


def test_this_version_is_kept() -> None:
    assert VERSION in {path.name for path in KEPT}


def test_what_is_kept_is_not_written_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert keep.main() == 1
    assert "never changed" in capsys.readouterr().err
