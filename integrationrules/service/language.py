"""The language of an answer, from Accept-Language."""

from __future__ import annotations

from integrationrules.report.catalogue import DEFAULT, LANGUAGES

__all__ = ["accepted_language"]

_LONGEST = 200


def accepted_language(header: str | None) -> str:
    """The first of our languages by weight; Danish where none is asked for.

    >>> accepted_language("fr, en-GB;q=0.8, da;q=0.5"), accepted_language("*"), accepted_language(None)
    ('en', 'da', 'da')
    """
    best, weight = DEFAULT, 0.0
    for part in (header or "")[:_LONGEST].split(","):
        tag, _, quality = part.partition(";")
        language = tag.strip().lower().partition("-")[0]
        found = _weight(quality)
        if language in LANGUAGES and found > weight:
            best, weight = language, found
    return best


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if not name:
        return 1.0
    try:
        return max(0.0, min(1.0, float(value))) if name == "q" else 1.0
    except ValueError:
        return 0.0
