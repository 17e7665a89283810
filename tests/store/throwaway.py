"""A PostgreSQL server for one run of tests: its data in a folder that goes away, no port, no password."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["postgresql", "postgresql_programs"]


def postgresql_programs() -> Path | None:
    """Where PostgreSQL's programs stand; None where it is not installed, or where we are root and nobody else can run it."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    found = versions[-1] if versions else Path(shutil.which("initdb") or "")
    if not found.name or (_as_root() and not _has_user()):
        return None
    return found.parent


@contextmanager
def postgresql(programs: Path) -> Iterator[str]:
    """The URL of a server for as long as the block lasts; `{name}` in it takes the name of a database."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        as_root = _as_root()
        if as_root:
            shutil.chown(folder, "postgres")
        place = Path(folder) / "data"

        def run(*command: str) -> None:
            before = ("runuser", "-u", "postgres", "--") if as_root else ()
            subprocess.run([*before, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder)

        run(str(programs / "initdb"), "-D", str(place), "-A", "trust", "-U", "postgres", "--no-sync")
        options = f"-k {folder} -h '' -c shared_buffers=16MB"
        run(str(programs / "pg_ctl"), "-D", str(place), "-l", str(Path(folder) / "log"), "-w", "-o", options, "start")
        try:
            yield f"postgresql://postgres@/{{name}}?host={folder}"
        finally:
            run(str(programs / "pg_ctl"), "-D", str(place), "-m", "immediate", "stop")


def _as_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _has_user() -> bool:
    import pwd  # not on Windows

    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return False
    return shutil.which("runuser") is not None
