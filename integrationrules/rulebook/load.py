"""Reads a folder of rule files into rule sets, with the place of every value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .diagnostics import Diagnostics, Mark
from .model import RuleSet
from .parts import Reader
from .yamltree import MappingNode, read_document

__all__ = ["read_rulesets", "ruleset_folders"]


def ruleset_folders(root: Path) -> Iterator[Path]:
    """The folders under `root` that hold a `rules.yaml`, in order."""
    return (path.parent for path in sorted(root.rglob("rules.yaml")))


def read_rulesets(root: Path, problems: Diagnostics) -> dict[str, RuleSet]:
    """Every rule set under `root` by id; mistakes go to `problems` and leave the part out."""
    found: dict[str, RuleSet] = {}
    shown_root = root.name or root.resolve().name          # `.` has no name of its own
    if not root.is_dir():
        problems.add("IR015", Mark(str(root), 1, 1), why="this is a file" if root.is_file() else "there is no such folder")
        return found
    for folder in ruleset_folders(root):
        relative = folder.relative_to(root)
        ruleset = read_ruleset(folder, f"{shown_root}/{relative.as_posix()}", ".".join(relative.parts), problems)
        if ruleset is not None:
            found[ruleset.id] = ruleset
    if not found and not problems.errors:
        problems.add("IR015", Mark(str(root), 1, 1), why="no folder in it holds a rules.yaml")
    return found


def read_ruleset(folder: Path, shown: str, id_: str, problems: Diagnostics) -> RuleSet | None:
    """One folder's rules.yaml together with its parameters.yaml, if there is one; `id_` is what the folder makes it."""
    rules = read_document(folder / "rules.yaml", f"{shown}/rules.yaml", problems)
    parameters: MappingNode | None = None
    if (folder / "parameters.yaml").exists():
        parameters = read_document(folder / "parameters.yaml", f"{shown}/parameters.yaml", problems)
        if parameters is None:
            return None
    return Reader(rules, parameters, f"{shown}/rules.yaml", id_, problems).ruleset() if rules else None
