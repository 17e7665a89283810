"""Reads a folder of rule files into rule sets, with the place of every value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .diagnostics import Diagnostics, Mark
from .model import RuleSet
from .parts import Reader
from .yamltree import MappingNode, read_document

__all__ = ["Written", "read_all_written", "read_rulesets", "ruleset_folders"]


def ruleset_folders(root: Path) -> Iterator[Path]:
    """The folders under `root` that hold a `rules.yaml`, in order."""
    return (path.parent for path in sorted(root.rglob("rules.yaml")))


@dataclass(frozen=True, slots=True)
class Written:
    """A rule set's files as trees, before anything is made of them."""

    id: str
    path: str
    rules: MappingNode
    parameters: MappingNode | None

    def reader(self, problems: Diagnostics) -> Reader:
        """What makes a rule set of them."""
        return Reader(self.rules, self.parameters, self.path, self.id, problems)


def read_rulesets(root: Path, problems: Diagnostics) -> dict[str, RuleSet]:
    """Every rule set under `root` by id; mistakes go to `problems` and leave the part out."""
    found = {id_: written.reader(problems).ruleset() for id_, written in read_all_written(root, problems).items()}
    if not found and not problems.errors and not any(root.rglob("model.yaml")):
        problems.add("IR015", Mark(str(root), 1, 1), why="no folder in it holds a rules.yaml")
    return {ruleset.id: ruleset for ruleset in found.values()}


def read_all_written(root: Path, problems: Diagnostics) -> dict[str, Written]:
    """The files of every rule set under `root` by the id that its folder makes it."""
    found: dict[str, Written] = {}
    shown_root = root.name or root.resolve().name          # `.` has no name of its own
    if not root.is_dir():
        problems.add("IR015", Mark(str(root), 1, 1), why="this is a file" if root.is_file() else "there is no such folder")
        return found
    for folder in ruleset_folders(root):
        relative = folder.relative_to(root)
        id_ = ".".join(relative.parts)
        written = read_written(folder, f"{shown_root}/{relative.as_posix()}", id_, problems)
        if written is not None:
            found[id_] = written
    return found


def read_written(folder: Path, shown: str, id_: str, problems: Diagnostics) -> Written | None:
    """One folder's files as trees; None where one of them cannot be read."""
    rules = read_document(folder / "rules.yaml", f"{shown}/rules.yaml", problems)
    parameters: MappingNode | None = None
    if (folder / "parameters.yaml").exists():
        parameters = read_document(folder / "parameters.yaml", f"{shown}/parameters.yaml", problems)
        if parameters is None:
            return None
    return Written(id_, f"{shown}/rules.yaml", rules, parameters) if rules else None
