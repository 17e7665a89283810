"""The words of a line: which phrases name which kind, option and field, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from integrationrules.report.catalogue import LANGUAGES, Translator, translator
from integrationrules.report.words import word
from integrationrules.rulebook.kinds import fields_of
from integrationrules.timeline.facts import KINDS, Spell

from .messages import LINE_WORDS
from .synonyms import KINDS as KIND_SYNONYMS
from .synonyms import OPTIONS as OPTION_SYNONYMS

__all__ = ["COMMON_FIELDS", "Phrases", "field_names", "fields", "is_spell", "kind_phrases", "kinds_named", "option_phrases", "said"]

Stated = tuple[str, object]
COMMON_FIELDS = ("id", "source", "recorded", "precision")
"""What any fact may carry, written `id=...`."""


@dataclass(frozen=True)
class Phrases:
    """Phrases with what they state; the longest that fits is meant."""

    meanings: Mapping[str, Stated]

    def at(self, text: str, place: int) -> tuple[Stated, int] | None:
        """What the phrase at a place of the text states, and where it ends."""
        match = _pattern(tuple(self.meanings)).match(text, place)
        stated = self.meanings.get(normal(match[0])) if match else None
        return (stated, match.end()) if match and stated else None

    def find(self, text: str) -> Iterator[Stated]:
        """What every phrase in the text states, in order."""
        found = (self.meanings.get(normal(match[0])) for match in _pattern(tuple(self.meanings)).finditer(text))
        return (stated for stated in found if stated)


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(phrases, key=len, reverse=True) or ["\0"]         # a kind without words of its own has none that fits
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in longest) + r")(?!\w)", re.IGNORECASE)


def normal(text: str) -> str:
    """A phrase as it is looked up: small letters, one space between words."""
    return " ".join(text.casefold().split())


def said(identifier: str, tr: Translator, kind: str = "") -> str:
    """What an identifier is called in a line: its short word, or the word of reports."""
    for key in (f"{kind}.{identifier}", identifier):
        if key in LINE_WORDS:
            return tr(LINE_WORDS[key])
    return word(identifier, tr, kind if kind else "")


def is_spell(kind: str) -> bool:
    """Whether facts of the kind last."""
    return issubclass(KINDS[kind], Spell)


def fields(kind: str) -> dict[str, tuple[str, ...]]:
    """The fields of a kind that words state, with their options."""
    found = {name: each.options for name, each in fields_of(kind).items() if each.options}
    return found | ({"which": ("offered", "done")} if kind == "health_assessment" else {})


@cache
def kind_phrases(kind: str) -> Phrases:
    """What a kind is called."""
    return Phrases(MappingProxyType(dict.fromkeys(_phrases((kind,), KIND_SYNONYMS.get(kind, ())), ("kind", kind))))


@cache
def kinds_named() -> Phrases:
    """What every kind is called; a phrase of several kinds is the first one's."""
    found: dict[str, Stated] = {}
    for kind in KINDS:
        for phrase, stated in kind_phrases(kind).meanings.items():
            found.setdefault(phrase, stated)
    return Phrases(MappingProxyType(found))


@cache
def option_phrases(kind: str) -> Phrases:
    """What the options of a kind's fields are called, as (field, option)."""
    found: dict[str, Stated] = {}
    for field, options in fields(kind).items():
        for option in options:
            for phrase in _phrases((option, f"{field}.{option}"), OPTION_SYNONYMS.get(f"{kind}.{option}", ()), kind):
                found.setdefault(phrase, (field, option))
    if kind == "danish_test":
        for name, passed in (("passed", True), ("failed", False)):
            found.update((phrase, ("passed", passed)) for phrase in _phrases((name,), OPTION_SYNONYMS.get(f"{kind}.{name}", ()), kind))
    if kind == "week_code":
        found.update((phrase, ("code", "")) for phrase in _phrases(("blank",), (), "code"))
    return Phrases(MappingProxyType(found))


@cache
def field_names(kind: str) -> Phrases:
    """What the fields are called, for `name=...` and `name 2`."""
    found: dict[str, Stated] = {}
    own = [name for name in KINDS[kind].model_fields if name not in ("kind", "from_", "to", "through", "on", "withdrawn")]
    for name in dict.fromkeys((*own, *COMMON_FIELDS)):
        for phrase in _phrases((name,), ()):
            found.setdefault(phrase.replace("{number}", "").replace("{year}", "").strip(), (name, name))
    return Phrases(MappingProxyType(found))


def _phrases(identifiers: Iterable[str], synonyms: Iterable[str], kind: str = "") -> Iterator[str]:
    """The phrases for identifiers: themselves, what each language calls them, synonyms; and each without Danish letters."""
    texts: list[str] = []
    for identifier in identifiers:
        if "." not in identifier:
            texts += [identifier, identifier.replace("_", " ")]
        for lang in LANGUAGES:
            tr = translator(lang)
            texts += [said(identifier, tr, kind), word(identifier, tr)]
    for text in map(normal, (*texts, *synonyms)):
        yield text
        plain = text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
        yield plain
