"""Values of parameters that are not on file: a caller's own, read with the care of a rule file and laid over a rulebook."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .diagnostics import Diagnostics, Mark, RulebookError, nearest
from .fingerprint import fingerprint
from .layout import OVERLAY, OVERLAY_PARAMETER, OVERLAY_VALUE
from .model import Parameter, ParameterValue, RuleSet, Source
from .parameters import ParameterReader
from .parts import Reader
from .yamltree import MappingNode, Node, ScalarNode, SequenceNode, read_document

if TYPE_CHECKING:
    from .book import Rulebook

__all__ = ["GivenValue", "Overlay", "load_overlay", "overlaid", "read_overlay"]


@dataclass(frozen=True, slots=True)
class GivenValue:
    """One dated value of an overlay; it may take the place of values on file only if it says so."""

    value: ParameterValue
    replaces: bool


@dataclass(frozen=True, slots=True)
class Overlay:
    """The values of one file by parameter id, made for a rulebook by `load_overlay`."""

    file: str
    """The file's name, without its folder."""
    values: tuple[tuple[str, tuple[GivenValue, ...]], ...]
    stated: str = ""
    """Its hash as an archive states it."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Ids of the parameters it gives values to, sorted."""
        return tuple(sorted(name for name, _ in self.values))

    @property
    def hash(self) -> str:
        """Hash of what it says; its name and layout do not count."""
        return self.stated or fingerprint(sorted(self.values))

    def as_json(self) -> dict[str, Any]:
        """As in a result."""
        return {"file": self.file, "hash": self.hash, "parameters": list(self.parameters)}


def load_overlay(path: str | os.PathLike[str], book: Rulebook) -> Overlay:
    """The overlay of a YAML file for a rulebook; raises `RulebookError` with every mistake, by line and column.

    The file is described in docs/own-values.md.
    """
    found, problems = read_overlay(path, book)
    if found is None or problems.errors:
        raise RulebookError(problems.errors)
    return found


def read_overlay(path: str | os.PathLike[str], book: Rulebook) -> tuple[Overlay | None, Diagnostics]:
    """The overlay as far as it can be read, and all mistakes and notices."""
    problems = Diagnostics()
    root = read_document(Path(path), os.fspath(path), problems)
    return (_OverlayReader(root, book, os.fspath(path), problems).read() if root else None), problems


def overlaid(book: Rulebook, overlay: Overlay) -> Rulebook:
    """The rulebook with the overlay's values in place: a value of its own. Hashes, sources and results follow."""
    unknown = [name for name in overlay.parameters if name not in book.parameters]
    if unknown:
        raise ValueError(f"the overlay was made for another rulebook: this one has no parameter '{unknown[0]}'")
    given = dict(overlay.values)
    parameters = {name: _joined(found, given[name]) if name in given else found for name, found in book.parameters.items()}
    rulesets = {name: _with(ruleset, parameters, given) for name, ruleset in book.rulesets.items()}
    return replace(book, rulesets=rulesets, parameters=parameters, overlay=overlay, stated={})


def _with(ruleset: RuleSet, parameters: Mapping[str, Parameter], given: Mapping[str, tuple[GivenValue, ...]]) -> RuleSet:
    own = [one for one in ruleset.parameters if one.id in given]
    if not own:
        return ruleset
    cited = dict.fromkeys(value.value.citation.source for one in own for value in given[one.id])
    sources: tuple[Source, ...] = (*ruleset.sources, *(source for source in cited if source not in ruleset.sources))
    return replace(ruleset, parameters=tuple(parameters[one.id] for one in ruleset.parameters), sources=sources)


def _joined(parameter: Parameter, given: tuple[GivenValue, ...]) -> Parameter:
    """The parameter with the given values; what they replace of those on file is cut away."""
    kept = list(parameter.values)
    for one in given:
        kept = [piece for value in kept for piece in _without(value, one.value)]
    values = sorted((*kept, *(one.value for one in given)), key=lambda value: value.start)
    return replace(parameter, values=tuple(values))


def _without(value: ParameterValue, other: ParameterValue) -> Iterator[ParameterValue]:
    """What is left of a value on the days on which another does not hold."""
    if not _overlap(value, other):
        yield value
        return
    if value.start < other.start:
        yield replace(value, end=other.start)
    if other.end is not None and (value.end is None or other.end < value.end):
        yield replace(value, start=other.end)


def _overlap(one: ParameterValue, other: ParameterValue) -> bool:
    return one.start < (other.end or date.max) and other.start < (one.end or date.max)


class _OverlayReader:
    """Reads one file against the rulebook it is meant for."""

    def __init__(self, root: MappingNode, book: Rulebook, shown: str, problems: Diagnostics) -> None:
        self.root, self.book, self.shown, self.problems = root, book, shown, problems
        self.shapes = Reader(root, None, shown, "", problems)

    def read(self) -> Overlay:
        self.shapes.allow(self.root, OVERLAY.names, "the file")
        for key, body in self.shapes.entries(self.root, "sources"):
            self.shapes.sources[key.text] = self.shapes.source(key.text, body)
        if self.root.get("parameters") is None:
            self.problems.add("IR006", self.root.mark, place="the file", key="parameters")
        found = [(key.text, self._parameter(key, body)) for key, body in self.shapes.entries(self.root, "parameters")]
        return Overlay(Path(self.shown).name, tuple((name, values) for name, values in found if values))

    def _parameter(self, key: ScalarNode, body: Node) -> tuple[GivenValue, ...]:
        shipped = self.book.parameters.get(key.text)
        if shipped is None:
            self.problems.add("IR120", key.mark, name=key.text, suggestion=_suggested(key.text, tuple(self.book.parameters)))
            return ()
        fields = self.shapes.mapping(key, body, OVERLAY_PARAMETER, "parameter")
        if fields is None:
            return ()
        place = f"parameter '{key.text}'"
        unit = self.shapes.text_of(fields, "unit", place, required=False)
        if unit is not None and unit != shipped.unit:
            mark = (fields.get("unit") or key).mark
            self.problems.add("IR122", mark, name=key.text, expected=shipped.unit, found=unit)
        listed = fields.get("values")
        if not isinstance(listed, SequenceNode) or not listed.items:
            self.problems.add("IR006", key.mark, place=place, key="values")
            return ()
        found = sorted((one for item in listed.items if (one := self._given(item, shipped, place))), key=lambda one: one.value.start)
        self._check(found, shipped)
        return tuple(found)

    def _given(self, item: Node, shipped: Parameter, place: str) -> GivenValue | None:
        reader = ParameterReader(self.shapes, "")
        value = reader.value(item, shipped.unit, shipped.keys, shipped.banded, place, OVERLAY_VALUE)
        if value is None or not isinstance(item, MappingNode):
            return None
        return GivenValue(value, self.shapes.flag_of(item, "replaces"))

    def _check(self, given: list[GivenValue], shipped: Parameter) -> None:
        for earlier, later in itertools.pairwise(given):
            end = earlier.value.end
            if end is None or end > later.value.start:
                last = min(end or date.max, later.value.end or date.max)
                self.problems.add("IR102", later.value.mark, start=later.value.start, end="open" if last == date.max else last)
            elif end < later.value.start and (hole := _hole(end, later.value.start, shipped)):
                self.problems.add("IR101", later.value.mark, start=hole[0], end=hole[1] - timedelta(days=1))
        for one in given:
            for value in shipped.values if not one.replaces else ():
                if _overlap(value, one.value):
                    start, end = max(value.start, one.value.start), min(value.end or date.max, one.value.end or date.max)
                    self.problems.add("IR121", one.value.mark, start=start, end="open" if end == date.max else end, where=_where(value.mark))


def _hole(start: date, end: date, shipped: Parameter) -> tuple[date, date] | None:
    """The first days from `start` up to `end` for which no value is on file."""
    for value in shipped.values:
        if value.start <= start and (value.end is None or value.end > start):
            if value.end is None or value.end >= end:
                return None
            start = value.end
    return start, min([end, *(value.start for value in shipped.values if value.start > start)])


def _where(mark: Mark) -> str:
    return f"{mark.path}:{mark.line}"


def _suggested(name: str, known: tuple[str, ...]) -> str:
    """The nearest id, or that of the parameter with the nearest last name."""
    by_last = {full.rpartition(".")[2]: full for full in known}
    last = name.rpartition(".")[2]
    if last in by_last:
        return f"; did you mean '{by_last[last]}'?"
    return nearest(name, known) or next((f"; did you mean '{by_last[one]}'?" for one in by_last if nearest(last, [one])), "")
