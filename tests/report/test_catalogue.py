"""Every text has a translation, no translation is left over, and the compiled files are those of the sources."""

from __future__ import annotations

import gettext
import string
from io import BytesIO
from pathlib import Path

import pytest

from integrationrules.report.catalogue import LANGUAGES, LOCALES, default_language, translator
from integrationrules.report.collect import catalogue_files, compiled, msgids, read_catalogue
from integrationrules.report.words import WORDS, word
from integrationrules.rulebook.book import load
from integrationrules.rulebook.kinds import CITIZEN_FIELDS, fields_of, kind_names
from integrationrules.timeline.facts import KINDS

Message = str | tuple[str, ...]


def _id(found: object) -> Message:
    return found if isinstance(found, str) else tuple(found)  # type: ignore[arg-type]


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_there_is_a_catalogue_for_each_language_but_english() -> None:
    assert {path.parts[-3] for path in catalogue_files()} == set(LANGUAGES) - {"en"}


@pytest.mark.parametrize("path", catalogue_files(), ids=lambda path: path.parts[-3])
def test_no_text_is_untranslated_or_stale(path: Path) -> None:
    # After a change of texts: python -m integrationrules.report.collect, then translate the empty ones.
    translated = {_id(message.id): message.string for message in read_catalogue(path) if message.id}
    assert sorted(map(str, msgids() - set(translated))) == [], "not in the catalogue"
    assert sorted(map(str, set(translated) - msgids())) == [], "stale"
    assert [found for found, text in translated.items() if not (all(text) if isinstance(text, tuple) else text)] == [], "untranslated"


@pytest.mark.parametrize("path", catalogue_files(), ids=lambda path: path.parts[-3])
def test_translations_have_the_fields_of_their_templates(path: Path) -> None:
    for message in read_catalogue(path):
        for text in [message.string] if isinstance(message.string, str) else message.string or ():
            if message.id:
                template = message.id if isinstance(message.id, str) else message.id[0]
                assert _fields(text) == _fields(template), text


@pytest.mark.parametrize("path", catalogue_files(), ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_that_of_the_source(path: Path) -> None:
    def texts(binary: bytes) -> dict[object, object]:
        return {key: text for key, text in gettext.GNUTranslations(BytesIO(binary))._catalog.items() if key}  # type: ignore[attr-defined]

    assert texts(path.with_suffix(".mo").read_bytes()) == texts(compiled(read_catalogue(path)))


def test_english_is_its_own_translation() -> None:
    tr = translator("en")
    assert tr("MET") == "MET"
    assert tr.plural("{n} week", "{n} weeks", 1) == "{n} week"


def test_a_language_without_catalogue_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'xx'"):
        translator("xx")


@pytest.mark.parametrize(("environment", "expected"), [({}, "da"), ({"INTEGRATIONRULES_LANG": "en"}, "en"), ({"INTEGRATIONRULES_LANG": "xx"}, "da")])
def test_danish_unless_the_environment_says_otherwise(environment: dict[str, str], expected: str) -> None:
    assert default_language(environment) == expected


def test_catalogues_lie_inside_the_package() -> None:
    assert (LOCALES / "da").is_dir()


def _option_words() -> set[tuple[str, str]]:
    found = {("citizen", option) for field in CITIZEN_FIELDS.values() for option in field.options}
    for kind in KINDS:
        found |= {(name, option) for name, field in fields_of(kind).items() for option in field.options}
    book = load()
    # Of what is invented the options are shown as they are written.
    for assumption in (one for one in book.assumptions.values() if not book.ruleset_of(one.id).invented):
        found |= {(assumption.name, option) for option in assumption.options}
    return found


@pytest.mark.parametrize(("place", "option"), sorted(_option_words()))
def test_every_option_has_a_word_in_both_languages(place: str, option: str) -> None:
    key = f"{place}.{option}" if f"{place}.{option}" in WORDS else option
    assert key in WORDS
    assert translator("da")(WORDS[key])
    assert word(option, translator("en"), place) == WORDS[key]


@pytest.mark.parametrize("name", [*kind_names(), *CITIZEN_FIELDS, *{name for kind in KINDS for name in fields_of(kind)}])
def test_every_kind_and_field_of_facts_has_a_word(name: str) -> None:
    assert name in WORDS


def test_a_word_nobody_wrote_is_shown_with_spaces() -> None:
    assert word("town.bus.night_bus", translator("da")) == "night bus"
