"""Reading the values of a case file: texts, words, years, numbers and references, each refused with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from integrationrules.economics.numbers import UNITS, NumberError, Style, read_amount, read_number, read_percent
from integrationrules.rulebook.diagnostics import Mark, nearest
from integrationrules.rulebook.model import Text
from integrationrules.rulebook.yamltree import MappingNode, Node, ScalarNode, SequenceNode, shape_of
from integrationrules.timeline.cpr import holds_cpr

from .problems import Problems

__all__ = ["YEARS", "Fields", "near"]

_LONGEST = 2_000
_ID = re.compile("[a-z][a-z0-9_]{0,59}")
YEARS = (1990, 2100)


def near(name: str, known: Collection[str]) -> str:
    """The known name nearest to another, or nothing."""
    found = re.search("'(.*)'", nearest(name, known))
    return found[1] if found else ""


@dataclass(frozen=True)
class Fields:
    """The keys and values of one mapping of the file; `where` names it in messages."""

    node: MappingNode
    where: str
    problems: Problems
    style: Style | None = None
    unit: str = "kr"
    """The unit of the case: that of its amounts, and of those that name none."""

    def known(self, *names: str) -> None:
        """Refuses every other key."""
        for key, value in self.node.pairs:
            if key.text in names:
                continue
            if self.is_stray(key, value):
                continue
            if guess := near(key.text, names):
                self.tell("invest_unknown_key_near", key.mark, key=key.text, near=guess)
            else:
                self.tell("invest_unknown_key", key.mark, key=key.text, known=", ".join(names))

    def is_stray(self, key: ScalarNode, value: Node) -> bool:
        """Whether a key is what a decimal comma cut off: `{2018: 84,1}`; it is then told."""
        stray = key.text.isdecimal() and not key.quoted and isinstance(value, ScalarNode) and value.is_null
        if stray:
            self.tell("invest_stray_decimals", key.mark, key=key.text)
        return stray

    def tell(self, id_: str, mark: Mark, at: str = "", /, **values: object) -> None:
        """A mistake at a place of the file."""
        self.problems.tell(id_, mark, ".".join(filter(None, (self.where, at))), **values)

    def has(self, key: str) -> bool:
        """Whether something is given."""
        found = self.node.get(key)
        return found is not None and not (isinstance(found, ScalarNode) and found.is_null)

    def missing(self, key: str, expected: str) -> None:
        """Says that a key is needed."""
        self.tell("invest_missing", self.node.mark, key=key, expected=expected)

    def mark(self, key: str) -> Mark:
        """Where a value stands, or the mapping without it."""
        found = self.node.get(key)
        return found.mark if found is not None else self.node.mark

    def part(self, key: str) -> Fields | None:
        """A mapping inside this one."""
        return self.inside(self.node.get(key), key) if self.has(key) else None

    def inside(self, node: Node | None, key: str) -> Fields | None:
        """A mapping found elsewhere, with the same ways of reading."""
        where = ".".join(filter(None, (self.where, key)))
        if isinstance(node, MappingNode):
            return Fields(node, where, self.problems, self.style, self.unit)
        if node is not None:
            self.tell("invest_shape", node.mark, key, found=f"@{shape_of(node)}", expected="@keys and values")
        return None

    def in_unit(self, unit: str) -> Fields:
        """The same, with amounts in another unit."""
        return replace(self, unit=unit)

    def parts(self, key: str) -> Iterator[tuple[str, Fields]]:
        """The named mappings of a section, such as its lines."""
        section = self.part(key)
        for name, value in section.node.pairs if section else ():
            if not _ID.fullmatch(name.text):
                self.tell("invest_id", name.mark, key, found=name.text)
            elif (found := section.inside(value, name.text) if section else None) is not None:
                yield name.text, found

    def items(self, key: str) -> Iterator[Node]:
        """The items of a list; one alone may stand without brackets."""
        found = self.node.get(key)
        if isinstance(found, SequenceNode):
            yield from found.items
        elif found is not None and self.has(key):
            yield found

    def scalar(self, key: str) -> ScalarNode | None:
        """A single value."""
        found = self.node.get(key)
        if isinstance(found, ScalarNode):
            return None if found.is_null else found
        if found is not None:
            self.tell("invest_shape", found.mark, key, found=f"@{shape_of(found)}", expected="@a single value")
        return None

    def plain(self, key: str) -> str:
        """A text in one language; empty where none is given."""
        found = self.scalar(key)
        return self._checked(found, key) if found else ""

    def _checked(self, node: ScalarNode, key: str) -> str:
        if holds_cpr(node.text):
            self.tell("invest_cpr", node.mark, key)
            return ""
        if len(node.text) > _LONGEST:
            self.tell("invest_long", node.mark, key, limit=_LONGEST)
            return ""
        return " ".join(node.text.split())

    def text(self, key: str, expected: str = "") -> Text | None:
        """A text in both languages; one text alone stands for both. `expected` says what to write where it must be given."""
        if not self.has(key):
            if expected:
                self.missing(key, expected)
            return None
        return self.text_of(self.node.get(key), key)

    def text_of(self, node: Node | None, key: str) -> Text | None:
        """A text that stands at a node."""
        if isinstance(node, ScalarNode):
            said = self._checked(node, key)
            return Text(said, said)
        found = self.inside(node, key) if isinstance(node, MappingNode) else None
        if found is None:
            self.tell("invest_text", node.mark if node else self.node.mark, key, found=f"@{shape_of(node)}")
            return None
        found.known("da", "en")
        for language in ("da", "en"):
            if not found.has(language):
                found.missing(language, "@both languages")
        return Text(found.plain("da"), found.plain("en"))

    def word(self, key: str, known: Collection[str], expected: str = "", default: str = "") -> str:
        """One of some words; `expected` says what to write where it must be given."""
        found = self.scalar(key)
        if found is None:
            if expected and not self.has(key):
                self.missing(key, expected)
            return default
        if found.text in known:
            return found.text
        self._unknown_word(found, key, known)
        return default

    def _unknown_word(self, found: ScalarNode, key: str, known: Collection[str]) -> None:
        if guess := near(found.text, known):
            self.tell("invest_word_near", found.mark, key, found=found.text, near=guess)
        else:
            self.tell("invest_word", found.mark, key, found=found.text, expected=", ".join(known))

    def year(self, key: str) -> int | None:
        """A calendar year."""
        found = self.scalar(key)
        return self.year_of(found, key) if found else None

    def year_of(self, node: ScalarNode, key: str) -> int | None:
        """A calendar year that stands at a node."""
        if re.fullmatch("[0-9]{4}", node.text) and YEARS[0] <= int(node.text) <= YEARS[1]:
            return int(node.text)
        self.tell("invest_year", node.mark, key, found=node.text)
        return None

    def period(self, key: str) -> tuple[int, int] | None:
        """`{from: 2015, to: 2018}`."""
        found = self.part(key)
        if found is None:
            return None
        found.known("from", "to")
        return found.ends()

    def ends(self) -> tuple[int, int] | None:
        """The years `from` and `to` of this mapping."""
        for key in ("from", "to"):
            if not self.has(key):
                self.missing(key, "@a year")
        first, last = self.year("from"), self.year("to")
        if first is None or last is None:
            return None
        if first > last:
            self.tell("invest_years_order", self.mark("from"), first=first, last=last)
            return None
        return first, last

    def number(self, key: str) -> Decimal | None:
        """A plain number."""
        found = self.scalar(key)
        return self._read(found, key, read_number) if found else None

    def number_of(self, node: Node, key: str) -> Decimal | None:
        """A plain number that stands at a node."""
        return self._read(node, key, read_number)

    def percent_of(self, node: Node, key: str) -> Decimal | None:
        """A share from `25 %` that stands at a node."""
        return self._read(node, key, read_percent)

    def whole(self, key: str) -> int | None:
        """A whole number above zero."""
        found = self.number(key)
        if found is None or (found == found.to_integral_value() and 0 < found < 1000):
            return None if found is None else int(found)
        self.tell("invest_whole", self.mark(key), key, found=f"{found:f}")
        return None

    def percent(self, key: str) -> Decimal | None:
        """A share from `25 %`."""
        found = self.scalar(key)
        return self._read(found, key, read_percent) if found else None

    def amount(self, key: str, signed: bool = False) -> Decimal | None:
        """An amount in the unit of the case."""
        found = self.node.get(key)
        return self.amount_of(found, key, signed) if found is not None and self.has(key) else None

    def amount_of(self, node: Node, key: str, signed: bool = False) -> Decimal | None:
        """An amount that stands at a node, in the unit of the case."""
        if not isinstance(node, ScalarNode):
            self.tell("invest_shape", node.mark, key, found=f"@{shape_of(node)}", expected="@a single value")
            return None
        read = self._amount(node, key)
        if read is not None and read < 0 and not signed:
            self.tell("invest_negative_amount", node.mark, key, found=node.text)
            return None
        return read

    def _amount(self, node: ScalarNode, key: str) -> Decimal | None:
        try:
            value, unit = read_amount(node.text, self.style)
        except NumberError as error:
            self.tell(error.id, node.mark, key, **error.values)
            return None
        return value if unit is None else value * UNITS[unit] / UNITS[self.unit]

    def _read(self, node: Node, key: str, reading: object) -> Decimal | None:
        if not isinstance(node, ScalarNode):
            self.tell("invest_shape", node.mark, key, found=f"@{shape_of(node)}", expected="@a single value")
            return None
        try:
            value: Decimal = reading(node.text, self.style)  # type: ignore[operator]
        except NumberError as error:
            self.tell(error.id, node.mark, key, **error.values)
            return None
        return value

    def names(self, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """References to things of the case."""
        found = []
        for node in self.items(key):
            if not isinstance(node, ScalarNode):
                self.tell("invest_shape", node.mark, key, found=f"@{shape_of(node)}", expected="@a single value")
            elif node.text in known:
                found.append(node.text)
            elif guess := near(node.text, known):
                self.tell("invest_reference_near", node.mark, key, what=f"@{what}", found=node.text, near=guess)
            else:
                self.tell("invest_reference", node.mark, key, what=f"@{what}", found=node.text, known=", ".join(known) or "-")
        return tuple(found)
