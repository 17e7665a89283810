"""Archives read: only what an archive holds is taken out of one, and only as it was put there."""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from integrationrules.timeline.messages import shown
from integrationrules.version import VERSION

from ..book import Rulebook
from ..fingerprint import scheme
from .files import OVERLAY, RULES, RuleFiles, loaded
from .manifest import Manifest, manifest_of, read_manifest
from .problems import ArchiveError

__all__ = ["MANIFEST", "Archive", "load_archive", "read_archive"]

MANIFEST = "manifest.json"
_LARGEST = 64 * 2**20
_MOST = 5_000
_ALLOWED = re.compile(rf"{re.escape(MANIFEST)}|{RULES}/(?:[\w-]+/)+(?:rules|parameters)\.yaml|{OVERLAY}/[^/\\:\0]*[^/\\:\0. ]")
_SHOWN = 12


@dataclass(frozen=True)
class Archive:
    """An archive's files and the rulebook they make; its results carry the hashes the archive states."""

    files: RuleFiles
    manifest: Manifest
    book: Rulebook


def load_archive(path: str | os.PathLike[str]) -> Rulebook:
    """The rulebook of an archive; raises `ArchiveError`, or `RulebookError` where this version cannot read its rules."""
    return read_archive(path).book


def read_archive(path: str | os.PathLike[str]) -> Archive:
    """An archive whose files are those its list of contents names. Raises as `load_archive`."""
    file = os.fspath(path)
    contents = _contents(Path(path), file)
    manifest = read_manifest(contents.pop(MANIFEST), file)
    files = RuleFiles(contents)
    for name, stated in manifest.files.items():
        if name not in contents:
            raise ArchiveError("file_missing", file=file, name=name)
        if files.hashes[name] != stated:
            raise ArchiveError("file_changed", file=file, name=name, found=files.hashes[name][:_SHOWN], stated=stated[:_SHOWN])
    for name in contents:
        if name not in manifest.files:
            raise ArchiveError("file_unlisted", file=file, name=name)
    book = loaded(files, Path(path).name)
    _compare(manifest, manifest_of(files, book), file)
    overlay = replace(book.overlay, stated=manifest.overlay or "") if book.overlay else None
    return Archive(files, manifest, replace(book, stated=manifest.rulesets, overlay=overlay))


def _compare(stated: Manifest, found: Manifest, file: str) -> None:
    """Refuses a list of contents that does not say what its files do, as far as this version can tell."""
    pairs: list[tuple[str, object, object]] = [("rulesets", sorted(stated.rulesets), sorted(found.rulesets))]
    pairs += [(name, stated.assumptions.get(name), found.assumptions.get(name)) for name in {**stated.assumptions, **found.assumptions}]
    # Another version may read more from the same files, and then hashes them otherwise.
    if (stated.version, stated.scheme) == (VERSION, scheme()):
        pairs += [(name, stated.rulesets[name], found.rulesets[name]) for name in found.rulesets if name in stated.rulesets]
        pairs.append(("overlay_hash", stated.overlay, found.overlay))
    for what, said, is_ in pairs:
        if said != is_:
            raise ArchiveError("contents_changed", file=file, what=what, stated=_brief(said), found=_brief(is_))


def _brief(value: object) -> str:
    return value[:_SHOWN] if isinstance(value, str) else str(value)


def _contents(path: Path, file: str) -> dict[str, bytes]:
    """The bytes of every entry, none of which may be named or sized otherwise than in an archive of rules."""
    try:
        if path.stat().st_size > _LARGEST:
            raise _too_large(file)
        with zipfile.ZipFile(path) as opened:
            return _entries(opened, file)
    except zipfile.BadZipFile:
        raise ArchiveError("no_archive", file=file) from None
    except (OSError, EOFError, RuntimeError, NotImplementedError, zlib.error):
        raise ArchiveError("unreadable", file=file) from None


def _entries(opened: zipfile.ZipFile, file: str) -> dict[str, bytes]:
    entries = opened.infolist()
    if len(entries) > _MOST:
        raise _too_large(file)
    found: dict[str, bytes] = {}
    names: set[str] = set()
    left = _LARGEST
    for entry in entries:
        if not _ALLOWED.fullmatch(entry.filename):
            raise ArchiveError("name_refused", file=file, name=shown(entry.filename)[1:-1])
        if entry.filename.casefold() in names:
            raise ArchiveError("name_twice", file=file, name=entry.filename)
        names.add(entry.filename.casefold())
        with opened.open(entry) as stream:
            contents = stream.read(left + 1)        # what the entry says of its size may be wrong
        if len(contents) > left:
            raise _too_large(file)
        left -= len(contents)
        found[entry.filename] = contents
    if MANIFEST not in found:
        raise ArchiveError("no_archive", file=file)
    return found


def _too_large(file: str) -> ArchiveError:
    return ArchiveError("too_large", file=file, limit=_LARGEST // 2**20, most=_MOST)
