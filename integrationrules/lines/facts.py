"""One line as a fact: a kind, and in any order what is said of it and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from integrationrules.timeline.facts import KINDS

from .days import DAY, day_of, joined
from .refusal import LineError, refused
from .vocabulary import field_names, fields, is_spell, kind_phrases, kinds_named, normal, option_phrases

__all__ = ["read_fact", "read_part"]

_LONGEST = 500
_CLOSE = 0.75
"""How alike a word must be to be what was meant."""
_PART = re.compile(r"(?<!\d),|,(?!\d)|;")
_NUMBER = r"(?P<number>\d+(?:[.,]\d+)?)"
_WEEK = r"uge|ugen|u|week|wk"
_MONTH = r"måned|måneden|maaned|maaneden|md|mdr|month|mth"
_HOURS = re.compile(
    rf"{_NUMBER}\s*(?:timer|time|t|hours|hour|hrs|hr|h)\.?\s*(?:/|om\s|pr\.?\s|per\s|an?\s|i\s)\s*(?:(?P<week>{_WEEK})|(?P<month>{_MONTH}))\b\.?",
    re.IGNORECASE)
_AMOUNT = re.compile(r"(?:DKK|kr\.?)\s*(?P<after>\d[\d.,]*)|(?P<before>\d[\d.,]*)\s*(?:kr\b\.?|kroner\b|DKK\b)", re.IGNORECASE)
_ISO_WEEK = re.compile(r"(?P<iso>\d{4}-?W\d{2})\b|(?:uge|week)\s+(?P<week>\d{1,2})\s+(?P<year>\d{4})\b", re.IGNORECASE)
_TIMES = (
    ("through", r"til\s+og\s+med|t\.?\s?o\.?\s?m\.?|t/m|through"), ("from", r"fra\s+og\s+med|fra|from|f\.?\s?o\.?\s?m\.?"), ("to", r"til|to|until"),
    ("on", r"den|d\.|on|pr\.?"),
)
_TIME = re.compile("|".join(rf"(?P<{name}>(?:{words})(?!\w))" for name, words in _TIMES), re.IGNORECASE)
_DAY = re.compile(DAY, re.IGNORECASE)
_STATED = re.compile(r"\s*([^=:]{1,40}?)\s*[=:]\s*(.+?)\s*", re.DOTALL)
_WORD = re.compile(r"\S+")
_WHOLE = ("municipality", "level")
_NUMBERED = ("municipality", "level", "code", "amount")


def read_fact(line: str) -> dict[str, Any]:
    """The fact of a line such as `ansættelse, ordinær, 25 t/uge, fra 2018-03-01`, as it stands in a case file.

    Danish and English, also mixed; a comma separates, unless digits touch it on both sides. Raises `LineError`, which names the
    word that was not understood. Whether the fact makes sense is for the timeline to say.
    """
    parts = _parts(line)
    named = list(dict.fromkeys(str(kind) for part in parts for _, kind in kinds_named().find(part)))
    found: list[dict[str, Any]] = []
    first: LineError | None = None
    for kind in named or _implied(parts):
        try:
            found.append(_Line(kind).read(parts))
        except LineError as error:
            first = first or error
        if found and named:
            break
    if len(found) > 1:
        raise LineError("line_several", kinds=tuple(fact["kind"] for fact in found))
    if found:
        return found[0]
    if first is not None:
        raise first
    close = get_close_matches(normal(parts[0]), kinds_named().meanings, 1, _CLOSE)
    raise refused("line_no_kind", parts[0], near=close[0] if close else "")


def read_part(kind: str, text: str) -> dict[str, Any]:
    """What a part of a line about a kind states, such as `25 t/uge, fra 2018-03-01` of a job; raises `LineError`."""
    line = _Line(kind)
    line.state(_parts(text))
    return line.stated


def _parts(line: str) -> list[str]:
    if len(line) > _LONGEST:
        raise LineError("line_too_long", limit=_LONGEST)
    parts = [part.strip() for part in _PART.split(joined(line)) if part.strip()]
    if not parts:
        raise LineError("line_empty")
    return parts


def _implied(parts: list[str]) -> Iterator[str]:
    """The kinds whose options or weeks a line names, where it names no kind."""
    for kind in KINDS:
        if any(option_phrases(kind).at(part, 0) for part in parts) or (kind == "week_code" and any(map(_ISO_WEEK.match, parts))):
            yield kind


@dataclass
class _Line:
    """A line being read as a fact of one kind."""

    kind: str
    stated: dict[str, Any] = field(default_factory=dict)

    def read(self, parts: list[str]) -> dict[str, Any]:
        """The fact; raises `LineError`."""
        self.state(parts)
        self._complete()
        order = ("type", "part", "category", "on", "week", "from", "to", "through")
        first = {name: self.stated.pop(name) for name in order if name in self.stated}
        return {"kind": self.kind, **first, **self.stated}

    def state(self, parts: list[str]) -> None:
        """States what the parts say, complete or not; raises `LineError`."""
        for part in parts:
            if (match := _STATED.fullmatch(part)) and (named := field_names(self.kind).meanings.get(normal(match[1]))):
                self._set(named[0], self._value(named[0], match[2]))
            else:
                self._words(part)

    def _words(self, part: str) -> None:
        place = 0
        while place < len(part):
            if part[place].isspace():
                place += 1
            else:
                place = self._phrase(part, place)

    def _phrase(self, part: str, place: int) -> int:
        """States what stands at a place of a part; where it ends."""
        if match := _HOURS.match(part, place):
            self._set("hours_per_week" if match["week"] else "hours_per_month", _number(match["number"]))
            return match.end()
        if self.kind == "week_code" and (match := _ISO_WEEK.match(part, place)):
            self._set("week", match["iso"].upper() if match["iso"] else f"{match['year']}-W{int(match['week']):02}")
            return match.end()
        if found := option_phrases(self.kind).at(part, place):
            self._set(*found[0])
            return found[1]
        if named := kind_phrases(self.kind).at(part, place):
            return named[1]
        if match := _TIME.match(part, place):
            return self._time(str(match.lastgroup), part, match.end())
        if match := _DAY.match(part, place):
            return self._time("on", part, place)
        if "amount" in KINDS[self.kind].model_fields and (match := _AMOUNT.match(part, place)):
            self._set("amount", self._amount(match["after"] or match["before"], match[0]))
            return match.end()
        return self._numbered(part, place)

    def _numbered(self, part: str, place: int) -> int:
        """A field and its number, as in `niveau 2`; else the word is not understood."""
        found = field_names(self.kind).at(part, place)
        if found and found[0][0] in _NUMBERED and (match := re.compile(r"\s*(\d[\d.,]*)(?!\w)").match(part, found[1])):
            self._set(str(found[0][0]), self._value(str(found[0][0]), match[1]))
            return match.end()
        rest = part[place:]
        match = _WORD.match(rest)
        known = [*kind_phrases(self.kind).meanings, *option_phrases(self.kind).meanings]
        close = get_close_matches(normal(rest), known, 1, _CLOSE) or get_close_matches(normal(match[0] if match else rest), known, 1, _CLOSE)
        raise refused("line_word", rest, self.kind, near=close[0] if close else "")

    def _time(self, name: str, part: str, place: int) -> int:
        rest = part[place:]
        start = place + len(rest) - len(rest.lstrip())
        match = _DAY.match(part, start)
        day = day_of(match[0]) if match else None
        if match is None or day is None:
            raise refused("line_day", match[0] if match else rest, self.kind)
        self._set(name, day.isoformat())
        return match.end()

    def _value(self, name: str, text: str) -> Any:
        """What stands after a field's name."""
        if name in fields(self.kind):
            found = option_phrases(self.kind).meanings.get(normal(text))
            if found is None or found[0] != name:
                raise refused("line_option", text, self.kind, name)
            return found[1]
        if name == "recorded":
            day = day_of(text)
            if day is None:
                raise refused("line_day", text, self.kind)
            return day.isoformat()
        if name == "amount":
            return self._amount(text, text)
        if name in _WHOLE:
            if not re.fullmatch(r"\d{1,9}", text):
                raise refused("line_number", text, self.kind)
            return int(text)
        if name in ("hours_per_week", "hours_per_month"):
            if not re.fullmatch(r"\d+([.,]\d+)?", text):
                raise refused("line_number", text, self.kind)
            return _number(text)
        if name == "passed":
            found = option_phrases(self.kind).meanings.get(normal(text))
            return {"true": True, "false": False}.get(normal(text), found[1] if found else text)
        return text

    def _amount(self, text: str, shown: str) -> int | float:
        """Kroner: `76.500`, `76500`, `76.500,50`, `76500.50`; `76,500` could mean either and is refused."""
        text = text.rstrip(".,")
        if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", text):
            text = text.replace(".", "")
        elif not re.fullmatch(r"\d+([.,]\d{1,2})?", text):
            raise refused("line_number", shown, self.kind)
        return _number(text)

    def _set(self, name: str, value: Any) -> None:
        if self.stated.setdefault(name, value) != value:
            raise LineError("line_twice", self.kind, name)

    def _complete(self) -> None:
        """Refuses a line that does not say when, or leaves out what its kind needs."""
        lasting = [name for name in ("from", "to", "through") if name in self.stated]
        if is_spell(self.kind) and "on" in self.stated:
            raise LineError("line_is_spell", self.kind)
        if not is_spell(self.kind) and lasting:
            raise LineError("line_is_event", self.kind, found=lasting[0])
        if not {"from", "on", "week"} & set(self.stated):
            raise LineError("line_needs_time", self.kind)
        for name, info in KINDS[self.kind].model_fields.items():
            if info.is_required() and name not in ("from_", "on", "week") and name not in self.stated:
                raise LineError("line_needs", self.kind, name)


def _number(text: str) -> int | float:
    number = float(text.replace(",", "."))
    return int(number) if number == int(number) else number
