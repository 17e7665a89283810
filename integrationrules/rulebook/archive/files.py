"""Rule files as they are, byte for byte, by their names in an archive."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ..book import Rulebook, load
from ..diagnostics import RulebookError
from ..load import ruleset_folders
from ..overlay import load_overlay
from .problems import ArchiveError

__all__ = ["OVERLAY", "RULES", "RuleFiles", "files_of_folder", "loaded"]

RULES, OVERLAY = "rules", "parameters"
"""Folders of an archive."""
_NAMES = ("rules.yaml", "parameters.yaml")


@dataclass(frozen=True)
class RuleFiles:
    """Contents by name in the archive: `rules/dk/outcomes/self_support/rules.yaml`, `parameters/mine.yaml`."""

    contents: Mapping[str, bytes]

    @cached_property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of each file, by name in order."""
        return {name: hashlib.sha256(self.contents[name]).hexdigest() for name in sorted(self.contents)}

    @property
    def overlay(self) -> str | None:
        """The name of the file with the caller's own values, if there is one."""
        return next((name for name in self.contents if name.startswith(f"{OVERLAY}/")), None)

    def of(self, rulesets: Iterable[str]) -> RuleFiles:
        """The files of some rule sets, and the caller's own values."""
        folders = {f"{RULES}/{one.replace('.', '/')}" for one in rulesets}
        return RuleFiles({name: found for name, found in self.contents.items() if name.rpartition("/")[0] in (*folders, OVERLAY)})

    def with_overlay(self, path: str | os.PathLike[str]) -> RuleFiles:
        """These and a file with the caller's own values. Raises `OSError`."""
        return RuleFiles({**self.contents, f"{OVERLAY}/{Path(path).name}": Path(path).read_bytes()})

    def hash_of(self, book: Rulebook, ruleset: str) -> str:
        """SHA-256 over the files that a rule set's answers come from; no version of the package computes another."""
        used = self.of(needed(book, [ruleset])).hashes
        return hashlib.sha256(json.dumps(used, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def needed(book: Rulebook, rulesets: Iterable[str]) -> set[str]:
    """The rule sets, all they use, and those that list holidays, which hold for every rule."""
    calendars = (name for name, ruleset in book.rulesets.items() if ruleset.holidays)
    return {used for name in (*rulesets, *calendars) for used in book.closure(name)}


def files_of_folder(root: Path, overlay: str | os.PathLike[str] | None = None) -> RuleFiles:
    """The rule files under a folder, and a file with the caller's own values. Raises `OSError` and `ArchiveError`."""
    found = {
        f"{RULES}/{(folder / name).relative_to(root).as_posix()}": (folder / name).read_bytes()
        for folder in ruleset_folders(root) for name in _NAMES if (folder / name).is_file()
    }
    if not found:
        raise ArchiveError("no_rules", file=str(root))
    files = RuleFiles(found)
    return files.with_overlay(overlay) if overlay is not None else files


def loaded(files: RuleFiles, name: str) -> Rulebook:
    """The rulebook of some files, called `name` in messages. Raises `RulebookError`."""
    with _unpacked(files, name) as root:
        book = load(root / RULES)
        if files.overlay is not None:
            book = book.with_parameters(load_overlay(root / files.overlay, book))
    return replace(book, root=name)


@contextmanager
def _unpacked(files: RuleFiles, name: str) -> Iterator[Path]:
    """The files in a folder of their own for as long as they are read. Rule files are read from folders, as their id is where they stand."""
    with tempfile.TemporaryDirectory(prefix="integrationrules-") as folder:
        root = Path(folder)
        for each, contents in files.contents.items():
            (root / each).parent.mkdir(parents=True, exist_ok=True)
            (root / each).write_bytes(contents)
        try:
            yield root
        except RulebookError as error:
            raise RulebookError(replace(one, mark=replace(one.mark, path=one.mark.path.replace(str(root), name))) for one in error.diagnostics) from None
