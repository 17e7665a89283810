"""Keeps the rules of this version, and what it answers with them: `python -m tests.archives.keep`.

Writes a folder named as the version: `rulebook.zip`, `records.jsonl` and `SHA256SUMS`. A folder that is there already is never written to.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from integrationrules.cli import main as command
from integrationrules.version import VERSION

__all__ = ["ARCHIVE", "FOLDER", "RECORDS", "SUMS", "checksum", "main"]

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
ARCHIVE, RECORDS, SUMS = "rulebook.zip", "records.jsonl", "SHA256SUMS"
ASKED: tuple[tuple[str, ...], ...] = (
    ("citizen", "--on", "2018-05-25"),
    ("spouse", "--on", "2017-12-01", "--rule", "dk.integration.results_bonus.job", "--rule", "dk.integration.deadlines.contract"),
    ("odder", "--quarter", "2017Q4..2018Q2", "--rule", "self_supporting", "--rule", "counted", "--rule", "dk.integration.igu.school_weeks_left"),
    ("late-register", "--on", "2018-06-01", "--as-known", "2018-06-15", "--rule", "dk.integration.results_bonus.job", "--rule", "rate"),
    ("nordfyn", "--on", "2018-06-01", "--assume", "window_end_tier=inclusive", "--rule", "dk.integration.results_bonus.job", "--rule", "rate"),
)
"""Examples and what is asked about each: days, quarters, weeks, a state of knowledge, a chosen option, what is not known."""


def checksum(path: Path) -> str:
    """As in SHA256SUMS."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _run(*arguments: str) -> None:
    try:
        command([*arguments])
    except SystemExit as stop:
        if stop.code:
            raise


def main() -> int:
    """Writes this version's folder; 1 if there is one."""
    folder = FOLDER / VERSION
    if folder.exists():
        print(f"{folder} is there already, and what is kept is never changed", file=sys.stderr)
        return 1
    folder.mkdir()
    _run("rulebook", "export", "-o", str(folder / ARCHIVE))
    records = b""
    for name, *asked in ASKED:
        one = folder / f"{name}.jsonl"
        _run("evaluate", str(ROOT / "examples" / f"{name}.yaml"), *asked, "--rulebook", str(folder / ARCHIVE), "--record", str(one), "--format", "json")
        records += one.read_bytes()
        one.unlink()
    (folder / RECORDS).write_bytes(records)
    (folder / SUMS).write_text("".join(f"{checksum(folder / name)}  {name}\n" for name in (ARCHIVE, RECORDS)), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
