"""Temporary files hold what the extract holds: they lie where the caller has chosen, and a full disk is told as that."""

from __future__ import annotations

import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pytest

from integrationrules.register.layouts.joined import Joining, joined
from integrationrules.register.layouts.longtable import LongTable
from integrationrules.register.layouts.spilling import room_for, temporary_folder
from integrationrules.register.noticed import Rejected
from integrationrules.register.problems import RegisterError
from integrationrules.register.sources import open_table

from .data import parquet

ROWS = pa.table({"id": [f"S3CRET{number}" for number in range(40_000)], "code": [str(number * 7919) for number in range(40_000)]})


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """What a full disk does to whoever writes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_rows_that_find_no_room_are_told_and_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with no_file_larger_than(100_000), pytest.raises(RegisterError, match=r"rows\.csv: there is no room"):
        LongTable("rows.csv", ROWS.to_batches())
    assert list(tmp_path.iterdir()) == []


def test_files_that_find_no_room_to_be_joined_are_told_and_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    file = open_table(parquet(ROWS, tmp_path / "rows.parquet"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with no_file_larger_than(100_000), pytest.raises(RegisterError, match="there is no room"):
        joined([Joining(file, "id", {"code": "code"})] * 2, Rejected())
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_file_that_cannot_be_read_is_not_a_full_disk() -> None:
    with pytest.raises(FileNotFoundError), room_for("rows.csv"):
        Path("/none/such").read_bytes()


def test_a_chosen_folder_that_cannot_be_used_is_not_replaced_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))     # where Python would write instead
    monkeypatch.setenv("TMPDIR", str(tmp_path / "locked"))
    with pytest.raises(RegisterError, match="name another one by TMPDIR"):
        LongTable("rows.csv", ROWS.to_batches())
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "locked").mkdir()
    assert temporary_folder().parent == tmp_path / "locked"
