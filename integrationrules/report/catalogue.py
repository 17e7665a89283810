"""Message catalogues: English texts are their own keys, other languages are looked up in compiled `.mo` files.

A message id is the English text, a `str.format` template. `tr(text)` translates it, `tr.plural(one, many, n)`
picks the form for n. Texts kept in tables (upper-case dictionaries) are translated where they are shown.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["DEFAULT", "DOMAIN", "LANGUAGES", "LOCALES", "SOURCE_LANGUAGE", "VARIABLE", "Translator", "default_language", "translator"]

DOMAIN = "integrationrules"
LOCALES = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"
DEFAULT = "da"
LANGUAGES = (DEFAULT, SOURCE_LANGUAGE)
VARIABLE = "INTEGRATIONRULES_LANG"
"""The environment variable that chooses the language where no option does."""


class Translator:
    """Turns English templates into one language; calling it translates one text."""

    def __init__(self, lang: str, messages: gettext.NullTranslations) -> None:
        self.lang = lang
        self._messages = messages

    def __call__(self, text: str) -> str:
        """The text in this language; a text without translation stays English."""
        # The empty text is the key of the catalogue's own header.
        return self._messages.gettext(text) if text else ""

    def plural(self, one: str, many: str, count: int) -> str:
        """The form for `count` things."""
        return self._messages.ngettext(one, many, count)


@cache
def translator(lang: str) -> Translator:
    """The translator into `lang`; raises `ValueError` for a language without a catalogue."""
    if lang not in LANGUAGES:
        raise ValueError(f"no texts in the language '{lang}'; known are {', '.join(LANGUAGES)}")
    if lang == SOURCE_LANGUAGE:
        return Translator(lang, gettext.NullTranslations())
    with open(LOCALES / lang / "LC_MESSAGES" / f"{DOMAIN}.mo", "rb") as stream:
        return Translator(lang, gettext.GNUTranslations(stream))


def default_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language where none is asked for: the environment's if it is known, else Danish."""
    wanted = environment.get(VARIABLE, "")
    return wanted if wanted in LANGUAGES else DEFAULT
