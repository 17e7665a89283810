"""Register codes that are not on file: a caller's own, read with the care of a rule file and laid over a rulebook."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .codes import CodeGroup, CodeReader
from .diagnostics import Diagnostics, RulebookError, nearest
from .fingerprint import fingerprint
from .layout import CODES_OVERLAY, OWN_CODE_GROUP
from .model import CodeTable, RuleSet, Source
from .parts import Reader
from .yamltree import MappingNode, ScalarNode, SequenceNode, read_document, shape_of

if TYPE_CHECKING:
    from .book import Rulebook

__all__ = ["CodesOverlay", "load_codes", "read_codes"]

MOST = 250
"""As many different codes as a register may have."""


@dataclass(frozen=True, slots=True)
class CodesOverlay:
    """The codes of one file for the table of one rule set, made for a rulebook by `load_codes`."""

    file: str
    """The file's name, without its folder."""
    ruleset: str
    table: CodeTable
    """The whole table with these codes in place."""
    sources: tuple[Source, ...]
    given: tuple[str, ...]
    """The codes of the file."""

    @property
    def hash(self) -> str:
        """Hash of what it makes of the table; its name and layout do not count."""
        return fingerprint([self.ruleset, self.table])

    def as_json(self) -> dict[str, Any]:
        """As in a result."""
        return {"file": self.file, "hash": self.hash, "codes": list(self.given)}

    def laid_over(self, rulesets: Mapping[str, RuleSet]) -> dict[str, RuleSet]:
        """The rule sets with the table in place."""
        own = rulesets[self.ruleset]
        sources = (*own.sources, *(source for source in self.sources if source not in own.sources))
        return {**rulesets, self.ruleset: replace(own, codes=self.table, sources=sources)}


def load_codes(path: str | os.PathLike[str], book: Rulebook) -> CodesOverlay:
    """The codes of a YAML file for a rulebook; raises `RulebookError` with every mistake, by line and column.

    The file is described in docs/registers.md.
    """
    problems = Diagnostics()
    found = read_codes(path, book, problems)
    if found is None or problems.errors:
        raise RulebookError(problems.errors)
    return found


def read_codes(path: str | os.PathLike[str], book: Rulebook, problems: Diagnostics) -> CodesOverlay | None:
    """The codes as far as they can be read; mistakes go to `problems`."""
    root = read_document(Path(path), os.fspath(path), problems)
    return _CodesReader(root, book, os.fspath(path), problems).read() if root else None


class _CodesReader:
    """Reads one file against the rulebook it is meant for."""

    def __init__(self, root: MappingNode, book: Rulebook, shown: str, problems: Diagnostics) -> None:
        self.root, self.book, self.shown, self.problems = root, book, shown, problems
        self.shapes = Reader(root, None, shown, "", problems)

    def read(self) -> CodesOverlay | None:
        self.shapes.allow(self.root, CODES_OVERLAY.names, "the file")
        for key, body in self.shapes.entries(self.root, "sources"):
            self.shapes.sources[key.text] = self.shapes.source(key.text, body)
        ruleset = self._ruleset()
        if self.root.get("codes") is None and self.root.get("precedence") is None:
            self.problems.add("IR006", self.root.mark, place="the file", key="codes")
        if ruleset is None or ruleset.codes is None:
            return None
        table, groups = ruleset.codes, []
        reader = CodeReader(self.shapes)
        for key, body in self.shapes.entries(self.root, "codes"):
            fields = self.shapes.mapping(key, body, OWN_CODE_GROUP, "code group")
            if fields is not None:
                group = reader.group(key, fields)
                self._check(key, fields, group, table)
                groups.append(group)
        for group in groups:
            table = _with(table, group)
        if len(table.listed) > MOST:
            self.problems.add("IR126", self.root.mark, count=len(table.listed), most=MOST)
        table = replace(table, precedence=self._precedence(table) or table.precedence)
        sources = tuple(source for source in self.shapes.sources.values() if any(one.citation and one.citation.source == source for one in groups))
        return CodesOverlay(Path(self.shown).name, ruleset.id, table, sources, tuple(sorted(code for one in groups for code, _ in one.codes)))

    def _ruleset(self) -> RuleSet | None:
        """The one that is named, or the only one with a table of codes."""
        tables = [one for one in self.book.rulesets.values() if one.codes is not None]
        named = self.root.get("ruleset")
        if named is None:
            if len(tables) != 1:
                self.problems.add("IR006", self.root.mark, place="the file", key="ruleset")
            return tables[0] if len(tables) == 1 else None
        name = self.shapes.text_of(self.root, "ruleset", "the file")
        found = next((one for one in tables if one.id == name), None)
        if found is None and name is not None:
            self.problems.add("IR123", named.mark, name=name, suggestion=nearest(name, [one.id for one in tables]))
        return found

    def _check(self, key: ScalarNode, fields: MappingNode, group: CodeGroup, table: CodeTable) -> None:
        known, is_new = [name for name, _ in table.groups], self.shapes.flag_of(fields, "new")
        if is_new == (group.name in known):
            if is_new:
                self.problems.add("IR013", key.mark, name=key.text, where="on file")
            else:
                self.problems.add("IR124", key.mark, name=key.text, suggestion=nearest(key.text, known))
        if not self.shapes.flag_of(fields, "replaces"):
            for code, mark in group.marks.items():
                if code in table.listed:
                    self.problems.add("IR125", mark, name=code, group=table.group_of(code))

    def _precedence(self, table: CodeTable) -> tuple[str, ...]:
        """The codes of the list in order; one that is named itself stands there rather than with its group."""
        node = self.root.get("precedence")
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self.problems.add("IR007", node.mark, name="precedence", found=shape_of(node), expected="a list of codes and groups")
            return ()
        groups = {name: tuple(code for code, _ in codes) for name, codes in table.groups}
        names: list[str] = []
        for item in node.items:
            name = item.text if isinstance(item, ScalarNode) else ""
            if name in names:
                self.problems.add("IR004", item.mark, key=name, where="in the same list")
            elif name in groups or name in table.listed:
                names.append(name)
            else:
                self.problems.add("IR127", item.mark, name=name, suggestion=nearest(name, [*groups, *table.listed]))
        return tuple(dict.fromkeys(code for name in names for code in ((name,) if name in table.listed else groups[name]) if name == code or code not in names))


def _with(table: CodeTable, group: CodeGroup) -> CodeTable:
    """The table with the codes of a group, which are taken out of where they were."""
    given = {code for code, _ in group.codes}
    groups = {name: tuple(one for one in codes if one[0] not in given) for name, codes in table.groups}
    groups[group.name] = (*groups.get(group.name, ()), *group.codes)
    cited = dict(table.citations)
    if group.citation and group.name not in cited:
        cited[group.name] = group.citation
    dated = (*(one for one in table.dated if one.code not in given), *group.dated)
    return replace(table, groups=tuple(groups.items()), citations=tuple(cited.items()), dated=dated)
