"""Tables of register codes as they are written: groups of codes, each with its name and, if it was read, the days on which it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from . import layout
from .diagnostics import Mark
from .model import Citation, CodeTable, DatedCode
from .yamltree import MappingNode, Node, ScalarNode, shape_of

if TYPE_CHECKING:
    from .parts import Reader

__all__ = ["CodeGroup", "CodeReader", "table_of"]


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """One group as it was read."""

    name: str
    codes: tuple[tuple[str, str], ...]
    dated: tuple[DatedCode, ...]
    citation: Citation | None
    marks: Mapping[str, Mark]
    """Where each code stands."""


class CodeReader:
    """Reads groups of one file, in which each code stands once."""

    def __init__(self, shapes: Reader) -> None:
        self.shapes, self.problems = shapes, shapes.problems
        self._seen: dict[str, Mark] = {}

    def group(self, key: ScalarNode, fields: MappingNode) -> CodeGroup:
        """A group, whose own keys were looked at before."""
        citation = self.shapes.citation(fields, f"code group '{key.text}'", required=True)
        listed: list[tuple[str, str]] = []
        dated: list[DatedCode] = []
        marks: dict[str, Mark] = {}
        for code, body in self.shapes.entries(fields, "codes"):
            if code.text in self._seen:
                self.problems.add("IR004", code.mark, key=code.text, where=self._seen[code.text].seen_from(code.mark.path))
                continue
            marks[code.text] = self._seen[code.text] = code.mark
            if isinstance(body, MappingNode):
                self.shapes.allow(body, layout.CODE.names, f"code '{code.text}'")
                listed.append((code.text, self.shapes.text_of(body, "label", f"code '{code.text}'") or ""))
                dated += self._days(code.text, body)
            elif isinstance(body, ScalarNode) and not body.is_null:
                listed.append((code.text, body.text))
            else:
                mark = code.mark if isinstance(body, ScalarNode) else body.mark
                self.problems.add("IR007", mark, name=code.text, found=shape_of(body), expected="the code's name")
        return CodeGroup(key.text, tuple(listed), tuple(dated), citation, marks)

    def _days(self, code: str, fields: MappingNode) -> tuple[DatedCode, ...]:
        start = self.shapes.date_of(fields, "from")
        # `to: open` says what leaving it out says.
        until = fields.get("to")
        end: date | None = None if isinstance(until, ScalarNode) and until.text == "open" else self.shapes.date_of(fields, "to")
        if start is not None and end is not None and end <= start:
            self.problems.add("IR105", cast(Node, fields.get("to")).mark, start=start, end=end)
            return ()
        return (DatedCode(code, start, end),) if start is not None or end is not None else ()


def table_of(groups: list[CodeGroup]) -> CodeTable | None:
    """The table of a file's groups; None without any."""
    if not groups:
        return None
    cited = tuple((one.name, one.citation) for one in groups if one.citation)
    return CodeTable(tuple((one.name, one.codes) for one in groups), cited, tuple(day for one in groups for day in one.dated))
