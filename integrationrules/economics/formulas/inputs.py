"""The figures a caller gives a model: read with their sources and spread, every mistake in its place."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from itertools import product
from typing import Any

from integrationrules.economics.formulas.layout import GIVEN, INPUTS_FILE, PRICE_LEVEL, SOURCE, YEARS
from integrationrules.rulebook.model import Text
from integrationrules.rulebook.models.load import Model
from integrationrules.rulebook.models.model import Input
from integrationrules.rulebook.models.named import YEAR
from integrationrules.timeline.messages import shape, shown
from integrationrules.timeline.onedocument import read_document
from integrationrules.timeline.problems import CaseError, Path, Place, Problem, field_text, unknown_key

__all__ = ["ASSUMED", "GivenInput", "ModelInputs", "parse_inputs", "read_inputs"]

ASSUMED = "assumed"
UNKNOWN = "unknown"
"""Written for a figure that is not known yet: what needs it is unknown, and says so."""
MOST_YEARS = 60
_PERCENT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) ?%")
Member = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenInput:
    """One input as given: the figure of each member that is known (in the unit of the model's file), how far it may lie, and from where."""

    values: Mapping[Member, Decimal | str]
    low: Mapping[Member, Decimal] = field(default_factory=dict)
    high: Mapping[Member, Decimal] = field(default_factory=dict)
    source: str = ""
    """A source of the file, `assumed`, or empty for what the model itself gives."""
    at: str = ""
    because: Text | None = None


@dataclass(frozen=True, slots=True)
class ModelInputs:
    """What a file of inputs says."""

    model: str
    title: Text
    first: int
    last: int
    price_year: int | None
    """The year whose prices are used; None for each year's own."""
    sources: Mapping[str, Mapping[str, str]]
    given: Mapping[str, GivenInput]
    """Inputs by name; optional ones that were not given are not there."""
    document: Mapping[str, Any]
    """As written, to be changed and read again."""


def read_inputs(model: Model, source: str | os.PathLike[str]) -> ModelInputs:
    """The inputs of a file; raises `CaseError` with every mistake."""
    document, place = read_document(source)
    return parse_inputs(model, document, place)


def parse_inputs(model: Model, document: Any, place: Place) -> ModelInputs:
    """The inputs of plain values; raises `CaseError` with every mistake."""
    if not isinstance(document, dict):
        raise CaseError((Problem(place((), False), "", "not_such_a_document", {"keys": ", ".join(INPUTS_FILE.names), "found": shape(document)}),))
    reader = _Reader(model, document, place)
    found = reader.read()
    if reader.problems:
        raise CaseError(tuple(reader.problems))
    return found


class _Reader:
    def __init__(self, model: Model, document: dict[str, Any], place: Place) -> None:
        self.model, self.document, self.place = model, document, place
        self.problems: list[Problem] = []
        self.years: tuple[int, ...] = ()
        self.mistaken: set[str] | None = set()
        """Sources whose own lines are wrong; None: all of them."""

    def refuse(self, path: Path, message_id: str, at_key: bool = False, **values: Any) -> None:
        self.problems.append(Problem(self.place(path, at_key), field_text(path), message_id, values))

    def read(self) -> ModelInputs:
        for key in self.document:
            if key not in INPUTS_FILE.names:
                self.refuse((key,), *unknown_key(key, INPUTS_FILE.names)[:1], at_key=True, **unknown_key(key, INPUTS_FILE.names)[1])
        wanted = self.document.get("model")
        if wanted not in (self.model.id, self.model.id.rpartition(".")[2]):
            self.refuse(("model",), "other_model", found=shown(wanted), expected=self.model.id)
        self.years = self._years()
        sources = self._sources()
        inputs = self.document.get("inputs", {})
        if not isinstance(inputs, dict):
            self.refuse(("inputs",), "not_a_mapping", found=shape(inputs))
            inputs = {}
        for name in inputs:
            if name not in self.model.inputs:
                message_id, values = unknown_key(name, tuple(self.model.inputs))
                self.refuse(("inputs", name), message_id, at_key=True, **values)
        given = {name: found for name, one in self.model.inputs.items() if (found := self._input(one, inputs, sources)) is not None}
        first, last = (self.years[0], self.years[-1]) if self.years else (0, 0)
        title = self._text(("title",), self.document.get("title", {"da": self.model.file.title.da, "en": self.model.file.title.en}))
        return ModelInputs(self.model.id, title, first, last, self._prices(), sources, given, self.document)

    def _years(self) -> tuple[int, ...]:
        found = self.document.get("years")
        stated = [found["from"], found["to"]] if isinstance(found, dict) and set(found) == set(YEARS.names) else []
        years = [year for year in stated if isinstance(year, int) and not isinstance(year, bool) and 1990 <= year <= 2200]
        if len(years) != 2:
            self.refuse(("years",), "years_form", found=shown(found) if not isinstance(found, dict) else shape(found))
            return ()
        first, last = years
        if last < first:
            self.refuse(("years", "to"), "years_order", first=first, last=last)
            return ()
        if last - first >= MOST_YEARS:
            self.refuse(("years", "to"), "years_too_many", count=last - first + 1, limit=MOST_YEARS)
            return ()
        return tuple(range(first, last + 1))

    def _prices(self) -> int | None:
        found = self.document.get("prices")
        level = found.get("level") if isinstance(found, dict) and set(found) == set(PRICE_LEVEL.names) else None
        if found == "current":
            return None
        if isinstance(level, int) and not isinstance(level, bool) and 1990 <= level <= 2200:
            return level
        self.refuse(("prices",), "prices_form", found=shown(found) if not isinstance(found, dict) else shape(found))
        return None

    def _sources(self) -> dict[str, Mapping[str, str]]:
        found = self.document.get("sources", {})
        if not isinstance(found, dict):
            self.refuse(("sources",), "not_a_mapping", found=shape(found))
            self.mistaken = None
            return {}
        kept: dict[str, Mapping[str, str]] = {}
        for name, body in found.items():
            if not isinstance(body, dict) or not isinstance(body.get("title"), str):
                self.refuse(("sources", name), "missing_field", field="title")
                self.mistaken = {*(self.mistaken or ()), name}
                continue
            for key in body:
                if key not in SOURCE.names:
                    message_id, values = unknown_key(key, SOURCE.names)
                    self.refuse(("sources", name, key), message_id, at_key=True, **values)
            kept[name] = {key: self._word(("sources", name, key), value) for key, value in body.items()}
        return kept

    def _input(self, one: Input, inputs: dict[str, Any], sources: Mapping[str, Any]) -> GivenInput | None:
        path: Path = ("inputs", one.name)
        if one.name not in inputs:
            if one.default is not None:
                return GivenInput(dict.fromkeys(self._members(one.axes), one.default))
            if not one.optional:
                self.refuse(("inputs",), "input_missing", name=one.name, label=one.label, asks=one.asks or Text("", ""))
            return None
        body = inputs[one.name]
        if not isinstance(body, dict) or "is" not in body:
            self.refuse(path, "missing_field", field="is")
            return None
        for key in body:
            if key not in GIVEN.names:
                message_id, values = unknown_key(key, GIVEN.names)
                self.refuse((*path, key), message_id, at_key=True, **values)
        source, because = self._cited(one, path, body, sources)
        low, high = (self._spread(one, path, key, body) for key in ("low", "high"))
        likely = dict(self._cells(one, (*path, "is"), body["is"]))
        self._ordered(path, likely, low, high)
        return GivenInput(likely, low, high, source, self._word((*path, "at"), body.get("at", "")), because)

    def _spread(self, one: Input, path: Path, key: str, body: dict[str, Any]) -> dict[Member, Decimal]:
        cells = self._cells(one, (*path, key), body[key]) if key in body and not one.options else ()
        return {member: value for member, value in cells if isinstance(value, Decimal)}

    def _cited(self, one: Input, path: Path, body: dict[str, Any], sources: Mapping[str, Any]) -> tuple[str, Text | None]:
        source = body.get("source")
        because = self._text((*path, "because"), body["because"]) if "because" in body else None
        if source is None:
            if body["is"] != UNKNOWN:
                self.refuse(path, "input_no_source", name=one.name)
        elif source == ASSUMED and because is None:
            self.refuse((*path, "source"), "input_because", name=one.name)
        elif not isinstance(source, str) or (source not in (*sources, ASSUMED) and self.mistaken is not None and source not in self.mistaken):
            self.refuse((*path, "source"), "source_unknown", found=shown(source).strip("'"), known=", ".join([*sources, ASSUMED]))
        return str(source or ""), because

    def _ordered(self, path: Path, likely: Mapping[Member, Decimal | str], low: Mapping[Member, Decimal], high: Mapping[Member, Decimal]) -> None:
        for member, value in likely.items():
            if isinstance(value, Decimal) and not low.get(member, value) <= value <= high.get(member, value):
                self.refuse(path, "spread_order", low=low.get(member, value), likely=value, high=high.get(member, value))
                return

    def _members(self, axes: Sequence[str]) -> Iterator[Member]:
        names = [[str(year) for year in self.years] if axis == YEAR else [name for name, _ in self.model.axes[axis].members] for axis in axes]
        return product(*names)

    def _cells(self, one: Input, path: Path, body: Any) -> Iterator[tuple[Member, Decimal | str]]:
        """The figure of each member; one that stands for several is each member's."""
        yield from self._level(one, path, body, one.axes, ())

    def _level(self, one: Input, path: Path, body: Any, axes: tuple[str, ...], before: Member) -> Iterator[tuple[Member, Decimal | str]]:
        if body == UNKNOWN:
            return
        if not isinstance(body, dict):
            value = self._value(one, path, body)
            if value is not None:
                yield from (((*before, *rest), value) for rest in self._members(axes))
            return
        if not axes:
            self.refuse(path, "input_too_deep" if one.axes else "input_no_axes", name=one.name, axes=", ".join(one.axes))
            return
        names = [name for (name,) in self._members(axes[:1])]
        for key in body:
            if key not in names and not (axes[0] == YEAR and re.fullmatch(r"[12][0-9]{3}", key)):
                near = get_close_matches(key, names, n=1)
                known = {"near": near[0]} if near else {"known": ", ".join(names)}
                self.refuse((*path, key), "input_member_near" if near else "input_member_unknown", True, found=shown(key).strip("'"), axis=axes[0], **known)
        for name in names:
            if name in body:
                yield from self._level(one, (*path, name), body[name], axes[1:], (*before, name))
            elif one.unlisted is not None:
                yield from (((*before, name, *rest), one.unlisted) for rest in self._members(axes[1:]))
            elif one.may_lack:
                continue
            else:
                self.refuse(path, "input_member", name=one.name, member=" / ".join((*before, name)))

    def _value(self, one: Input, path: Path, found: Any) -> Decimal | str | None:
        if one.options:
            if isinstance(found, str) and found in dict(one.options):
                return found
            self.refuse(path, "not_one_of", found=shown(found), expected=", ".join(dict(one.options)))
            return None
        number, written_percent = self._number(path, found)
        if number is None:
            return None
        if one.unit == "share":
            if written_percent:
                number = number / 100
            elif 1 < number <= 100:
                self.refuse(path, "share_or_percent", found=shown(found), share=f"{(number / 100).normalize():f}", percent=f"{number.normalize():f}")
                return None
        if one.unit == "percent" and not written_percent and 0 < number < 1:
            self.refuse(path, "percent_or_share", found=f"{number:f}", percent=f"{(number * 100).normalize():f}")
            return None
        return number if self._within(one, path, number) else None

    def _number(self, path: Path, found: Any) -> tuple[Decimal | None, bool]:
        percent = _PERCENT.fullmatch(found) if isinstance(found, str) else None
        try:
            number = Decimal(percent[1]) if percent else Decimal(found) if isinstance(found, int | Decimal) and not isinstance(found, bool) else None
        except InvalidOperation:
            number = None
        if number is None or number.adjusted() > 15:
            if isinstance(found, str) and re.fullmatch(r"-?[0-9]+,[0-9]+", found):
                self.refuse(path, "decimal_comma", found=shown(found), written=found.replace(",", "."))
            else:
                self.refuse(path, "number_text", found=shown(found))
            return None, False
        return number, percent is not None

    def _within(self, one: Input, path: Path, number: Decimal) -> bool:
        low, high = one.least, one.most
        if low is None and (one.unit.startswith(("persons", "weeks", "months", "hours", "years"))):
            low = Decimal(0)
        if low == 0 and high is None and number < 0:
            self.refuse(path, "no_negative", found=f"{number:f}", unit=one.unit)
            return False
        if (low is not None and number < low) or (high is not None and number > high):
            lowest, highest = ("-\N{INFINITY}" if low is None else f"{low:f}"), ("\N{INFINITY}" if high is None else f"{high:f}")
            self.refuse(path, "out_of_bounds", found=f"{number:f}", unit=one.unit, low=lowest, high=highest)
            return False
        return True

    def _word(self, path: Path, found: Any) -> str:
        if isinstance(found, bool | dict | list) or found is None:
            self.refuse(path, "not_text", found=shown(found))
            return ""
        return str(found)

    def _text(self, path: Path, found: Any) -> Text:
        if isinstance(found, dict) and set(found) == {"da", "en"} and all(isinstance(one, str) for one in found.values()):
            return Text(found["da"], found["en"])
        self.refuse(path, "both_texts", found=shown(found))
        return Text("", "")

