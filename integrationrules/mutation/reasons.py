"""Why no case catches a mutant: `mutation.yaml` beside the rules, one line a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from integrationrules.rulebook.diagnostics import Diagnostics, RulebookError
from integrationrules.rulebook.shapes import Shapes
from integrationrules.rulebook.yamltree import MappingNode, SequenceNode, read_document, shape_of

from .trees import Mutant

__all__ = ["FILE", "SurvivorReason", "reasons_of"]

FILE = "mutation.yaml"
_KEYS = ("where", "old", "new", "because")


@dataclass(frozen=True, slots=True)
class SurvivorReason:
    """Why the mutants at one place survive; `old` and `new` narrow it to one change where they are given."""

    where: str
    old: str | None
    new: str | None
    because: str
    place: str
    """File, line and column of the reason."""

    def speaks_of(self, mutant: Mutant) -> bool:
        """Whether it is this mutant's reason; `where` may name what the place is part of."""
        inside = mutant.where == self.where or mutant.where.startswith((f"{self.where}.", f"{self.where}["))
        return inside and self.old in (None, mutant.old) and self.new in (None, mutant.new)


def reasons_of(root: Path, ruleset: str) -> list[SurvivorReason]:
    """The reasons of a rule set, in the order of its file; none without one. Raises `RulebookError` with every mistake."""
    path = root.joinpath(*ruleset.split("."), FILE)
    if not path.exists():
        return []
    problems = Diagnostics()
    tree = read_document(path, f"{root.name}/{path.relative_to(root).as_posix()}", problems)
    found = list(_read(tree, problems)) if tree else []
    if problems.errors:
        raise RulebookError(problems.errors)
    return found


def _read(tree: MappingNode, problems: Diagnostics) -> Iterator[SurvivorReason]:
    shapes = Shapes(tree, problems)
    shapes.allow(tree, ("survivors",), "the file")
    listed = tree.get("survivors")
    if not isinstance(listed, SequenceNode):
        problems.add("IR007", listed.mark if listed else tree.mark, name="survivors", found=shape_of(listed), expected="a list of {where: ..., because: ...}")
        return
    for item in listed.items:
        if not isinstance(item, MappingNode):
            problems.add("IR007", item.mark, name="a survivor", found=shape_of(item), expected="{where: ..., because: ...}")
            continue
        shapes.allow(item, _KEYS, "a survivor")
        where, because = (shapes.text_of(item, name, "a survivor") for name in ("where", "because"))
        old, new = (shapes.text_of(item, name, "a survivor", required=False) for name in ("old", "new"))
        if where and because:
            yield SurvivorReason(where, old, new, because, f"{item.mark.path}:{item.mark.line}:{item.mark.column}")
