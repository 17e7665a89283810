"""Dated values: read, put in order, and checked for overlaps and holes."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from .diagnostics import nearest
from .grammar import Part
from .layout import CONFIDENCE, DATED_VALUE, PARAMETER
from .model import Parameter, ParameterValue
from .units import SMALLEST, UNITS, scaled
from .yamltree import MappingNode, Node, ScalarNode, SequenceNode, shape_of

if TYPE_CHECKING:
    from .filereader import FileReader

__all__ = ["MOST", "ParameterReader", "band"]

MOST = 10**7
"""Stands for "and all above" in a band."""


class ParameterReader:
    """Reads one parameter of a rule set."""

    def __init__(self, reader: FileReader, ruleset: str) -> None:
        self.reader, self.problems, self.ruleset = reader, reader.problems, ruleset

    def read(self, key: ScalarNode, body: Node) -> Parameter | None:
        """The parameter, or None after a mistake that leaves nothing to use."""
        fields = self.reader.mapping(key, body, PARAMETER, "parameter")
        if fields is None:
            return None
        place = f"parameter '{key.text}'"
        unit = self.reader.text_of(fields, "unit", place)
        if unit is not None and unit not in UNITS:
            node = fields.get("unit")
            self.problems.add("IR216", node.mark if node else key.mark, what="unit", name=unit, suggestion=nearest(unit, UNITS), allowed=", ".join(UNITS))
            unit = None
        keyed_by, keys, banded = self._keys(fields)
        listed = fields.get("values")
        if not isinstance(listed, SequenceNode) or not listed.items:
            self.problems.add("IR006", key.mark, place=place, key="values")
            return None
        found = [self.value(item, unit, keys, banded, place) for item in listed.items]
        values = sorted((one for one in found if one), key=lambda one: one.start)
        self._order(values)
        if unit is None or not values:
            return None
        return Parameter(f"{self.ruleset}.{key.text}", unit, tuple(values), self.reader.both(fields.get("label"), place), keyed_by, keys, banded, key.mark)

    def _keys(self, fields: MappingNode) -> tuple[str, tuple[str, ...], bool]:
        by = fields.get("by")
        if by is None:
            return "", (), False
        if isinstance(by, MappingNode) and len(by.pairs) == 1:
            name, options = by.pairs[0]
            if isinstance(options, SequenceNode):
                return name.text, tuple(one.text for one in options.items if isinstance(one, ScalarNode)), False
            if isinstance(options, ScalarNode) and options.text == "bands":
                return name.text, (), True
        self.problems.add("IR007", by.mark, name="by", found="something else", expected="{name: [options]} or {name: bands}")
        return "", (), False

    def value(
        self, item: Node, unit: str | None, keys: tuple[str, ...], banded: bool, place: str, part: Part = DATED_VALUE,
    ) -> ParameterValue | None:
        """One dated value with the keys of a part. None after a mistake."""
        if not isinstance(item, MappingNode):
            self.problems.add("IR007", item.mark, name=f"a value of {place}", found="not a mapping", expected="{from: ..., to: ..., is: ..., source: ...}")
            return None
        self.reader.allow(item, part.names, f"a value of {place}")
        start = self.reader.date_of(item, "from")
        missing = [name for name in part.needed if name != "source" and item.get(name) is None]     # a source has a message of its own
        for name in missing:
            self.problems.add("IR006", item.mark, place=f"a value of {place}", key=name)
        last = item.get("to")
        end = None if isinstance(last, ScalarNode) and last.text == "open" else self.reader.date_of(item, "to")
        citation = self.reader.citation(item, f"a value of {place}", required=True)
        confidence = {name: self._confidence(item, name) for name in ("confidence", "date_confidence")}
        if missing or start is None or citation is None or unit is None:
            return None
        if end is not None and end <= start:
            self.problems.add("IR105", last.mark if last else item.mark, start=start, end=end)
            return None
        is_node = item.get("is")
        value = self._amount(is_node, unit, keys, banded) if is_node else None
        if value == "wrong":
            return None
        return ParameterValue(start, end, value, citation, confidence["confidence"], confidence["date_confidence"], item.mark)  # type: ignore[arg-type]

    def _confidence(self, item: MappingNode, name: str) -> str:
        node = item.get(name)
        if node is None:
            return "published"
        text = node.text if isinstance(node, ScalarNode) else "this"
        if text not in CONFIDENCE:
            self.problems.add("IR008", node.mark, found=text, expected="a degree of confidence", example=", ".join(CONFIDENCE))
        return text

    def _amount(self, node: Node, unit: str, keys: tuple[str, ...], banded: bool) -> object:
        if not keys and not banded:
            return self._number(node, unit)
        if not isinstance(node, MappingNode):
            expected = "{" + ", ".join(f"{key}: ..." for key in keys or ("1-4", "5-")) + "}"
            self.problems.add("IR106", node.mark, found=getattr(node, "text", "a list"), expected=expected)
            return "wrong"
        fits = self._keys_fit(node, keys) if keys else self._bands_fit([key for key, _ in node.pairs])
        amounts = [(key.text, self._number(value, unit)) for key, value in node.pairs]
        return tuple(amounts) if fits and all(amount != "wrong" for _, amount in amounts) else "wrong"

    def _keys_fit(self, node: MappingNode, keys: tuple[str, ...]) -> bool:
        wrong = [key for key, _ in node.pairs if key.text not in keys]
        for key in wrong:
            self.problems.add("IR106", key.mark, found=key.text, expected="one of " + ", ".join(keys))
        absent = [name for name in keys if node.get(name) is None]
        for name in absent:
            self.problems.add("IR006", node.mark, place="`is`", key=name)
        return not wrong and not absent

    def _bands_fit(self, keys: list[ScalarNode]) -> bool:
        good, last = True, -1
        for key in keys:
            low, high = band(key.text)
            if low < 0 or high < low:
                expected = "a band such as 1-4 or 53-"
            elif low <= last:
                expected = "bands in order that do not overlap"
            else:
                last = high
                continue
            self.problems.add("IR106", key.mark, found=key.text, expected=expected)
            good = False
        return good

    def _number(self, node: Node, unit: str) -> int | str | None:
        text = node.text if isinstance(node, ScalarNode) else ""
        if text == "none":
            return None
        if unit == "date":
            day = node.as_date() if isinstance(node, ScalarNode) else None
            if day is not None:
                return day.toordinal() - date(1970, 1, 1).toordinal()
        else:
            try:
                number = scaled(Decimal(text), unit)
            except (InvalidOperation, ValueError, OverflowError):
                number = None
            if number is not None and abs(number) < 10**12:
                return number
        self.problems.add("IR106", node.mark, found=text or shape_of(node), expected=_expected(text, unit))
        return "wrong"

    def _order(self, values: list[ParameterValue]) -> None:
        for earlier, later in itertools.pairwise(values):
            if earlier.end is None or earlier.end > later.start:
                last = min(earlier.end or date.max, later.end or date.max)
                self.problems.add("IR102", later.mark, start=later.start, end="open" if last == date.max else last)
            elif earlier.end < later.start:
                self.problems.add("IR101", later.mark, start=earlier.end, end=later.start - timedelta(days=1))


def _expected(text: str, unit: str) -> str:
    if unit == "date":
        return "a date"
    fine = re.fullmatch(r"-?[0-9]{1,11}\.[0-9]+", text)
    return "a whole number of " + SMALLEST.get(unit, unit) if fine else f"a number in {unit}"


def band(text: str) -> tuple[int, int]:
    """First and last number of `5`, `1-4` or `53-` (which goes on to `MOST`); (-1, -1) for anything else."""
    found = re.fullmatch(r"([0-9]{1,6})(?:(-)([0-9]{1,6})?)?", text)
    if not found:
        return -1, -1
    low = int(found[1])
    return low, (int(found[3]) if found[3] else MOST if found[2] else low)
