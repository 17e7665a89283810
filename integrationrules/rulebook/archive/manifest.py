"""The list of contents of an archive: what is in it, and the hashes by which results name their rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from integrationrules.version import VERSION

from ..book import Rulebook
from ..fingerprint import scheme
from .files import RuleFiles
from .problems import ArchiveError

__all__ = ["FORMAT", "Manifest", "manifest_of", "read_manifest"]

FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """What `manifest.json` says."""

    version: str
    """The version of the package that wrote it."""
    scheme: str
    """How that version computed `rulesets`: two versions of one scheme give one file one hash."""
    files: Mapping[str, str]
    """SHA-256 of each file by name."""
    rulesets: Mapping[str, str]
    """`rulebook_hash` of the results of each rule set."""
    assumptions: Mapping[str, Any]
    """Options and default of each assumption."""
    overlay: str | None
    """The hash by which results name the caller's own values."""

    def text(self) -> str:
        """As it stands in the archive."""
        return json.dumps({
            "format": FORMAT, "kind": "rulebook", "version": self.version, "scheme": self.scheme, "rulesets": dict(self.rulesets),
            "overlay_hash": self.overlay, "assumptions": dict(self.assumptions), "files": dict(self.files),
        }, ensure_ascii=False, indent=1) + "\n"


def manifest_of(files: RuleFiles, book: Rulebook) -> Manifest:
    """The list of contents of some files and of what they were read as."""
    assumptions = {name: {"options": list(one.options), "default": one.default} for name, one in sorted(book.assumptions.items())}
    hashes = {name: book.hash_of(name) for name in sorted(book.rulesets)}
    return Manifest(VERSION, scheme(), files.hashes, hashes, assumptions, book.overlay.hash if book.overlay else None)


def read_manifest(contents: bytes, file: str) -> Manifest:
    """The list of contents; raises `ArchiveError` for what is none, or of a later format."""
    try:
        found = json.loads(contents.decode("utf-8"))
        if found["kind"] != "rulebook":
            raise ValueError
        if found["format"] != FORMAT:
            raise ArchiveError("format_unknown", file=file, found=str(found["format"])[:12], known=FORMAT)
        manifest = Manifest(
            str(found["version"]), str(found["scheme"]), _texts(found["files"]), _texts(found["rulesets"]), dict(found["assumptions"]), found["overlay_hash"])
    except ArchiveError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ArchiveError("no_archive", file=file) from None
    return manifest


def _texts(found: Mapping[str, Any]) -> dict[str, str]:
    if not all(isinstance(value, str) for value in found.values()):
        raise ValueError
    return dict(found)
