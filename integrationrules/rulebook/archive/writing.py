"""Archives written: the same files give the same bytes on every machine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from integrationrules.whole import written_whole
from integrationrules.zipped import zipped

from ..book import default_root
from .files import RuleFiles, files_of_folder, loaded, needed
from .manifest import Manifest, manifest_of
from .problems import ArchiveError
from .reading import MANIFEST, read_archive

__all__ = ["archive_bytes", "export_rulebook", "gathered"]


def export_rulebook(
    target: str | os.PathLike[str], source: str | os.PathLike[str] | None = None, rulesets: Sequence[str] = (), overlay: str | os.PathLike[str] | None = None,
) -> Manifest:
    """Writes an archive of the rule files of a folder or archive (default: the shipped ones), and gives its list of contents.

    `rulesets` keeps only those and what they use. `overlay` is a file with values of parameters. Whole or not at all;
    raises `RulebookError` for rules that cannot be used, `ArchiveError`, `KeyError` for an unknown rule set and `OSError`.
    """
    contents, manifest = archive_bytes(gathered(source, overlay), rulesets, str(source or default_root()))
    with written_whole(target) as stream:
        stream.write(contents)
    return manifest


def gathered(source: str | os.PathLike[str] | None = None, overlay: str | os.PathLike[str] | None = None) -> RuleFiles:
    """The files of a folder or archive (default: the shipped folder), with those of an overlay."""
    root = Path(source) if source is not None else default_root()
    if not root.is_file():
        return files_of_folder(root, overlay)
    files = read_archive(root).files
    if overlay is None:
        return files
    if files.overlay is not None:
        raise ArchiveError("several_parameters", file=str(root))
    return files.with_overlay(overlay)


def archive_bytes(files: RuleFiles, rulesets: Sequence[str], name: str) -> tuple[bytes, Manifest]:
    """An archive of some files and its list of contents; what it holds is read once, as it will be read later."""
    book = loaded(files, name)
    if rulesets:
        files = files.of(needed(book, rulesets))
        book = loaded(files, name)
    manifest = manifest_of(files, book)
    return zipped([(MANIFEST, manifest.text().encode()), *sorted(files.contents.items())]), manifest
