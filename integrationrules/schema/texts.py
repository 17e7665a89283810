"""Titles, descriptions and the meaning of words, as an editor shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from integrationrules.report.catalogue import Translator
from integrationrules.report.words import WORDS, word
from integrationrules.timeline.fields import DAY_FORM

from .messages import CHOICES, MISTAKES, TEXTS

__all__ = ["Json", "about", "advised", "day", "one_of"]

Json = dict[str, Any]


def about(place: str, tr: Translator) -> Json:
    """Title and description of a part, or of a key as `part.key`; nothing for a part that is only told of by its key."""
    name = place if place in TEXTS else place.rpartition(".")[2]
    if name not in TEXTS:
        return {}
    title, _, description = tr(TEXTS[name]).partition("\n")
    return {"title": title, "description": description}


def one_of(words: Sequence[str], key: str, tr: Translator, place: str = "") -> Json:
    """One of some words, with what each stands for; `place` is the kind of fact whose words they are."""
    return {"type": "string", "enum": list(words), "markdownEnumDescriptions": [_meaning(one, key, tr, place) for one in words]}


def advised(shape: Json, mistake: str, tr: Translator) -> Json:
    """The shape, with what to write instead of what does not fit it."""
    return {**shape, "patternErrorMessage" if "pattern" in shape else "errorMessage": tr(MISTAKES[mistake])}


def day(tr: Translator) -> Json:
    """A date."""
    return advised(DAY_FORM, "day", tr)


def _meaning(name: str, key: str, tr: Translator, place: str) -> str:
    if f"{key}.{name}" in CHOICES:
        return tr(CHOICES[f"{key}.{name}"])
    return word(name, tr, key if f"{key}.{name}" in WORDS else place)
