"""Every key has a title and a description, every word a meaning, in both languages, and none is left over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from integrationrules.report.catalogue import LANGUAGES, translator
from integrationrules.schema import SCHEMAS, schema_of
from integrationrules.schema.messages import CHOICES, MISTAKES, TEXTS

SAID_OTHERWISE = {"withdrawn", "precision"}


def keys(schema: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every key of a schema with its own schema, by place."""
    if isinstance(schema, list):
        for number, one in enumerate(schema):
            yield from keys(one, f"{place}/{number}")
    elif isinstance(schema, dict):
        for name, one in schema.get("properties", {}).items():
            yield f"{place}/{name}", one
            yield from keys(one, f"{place}/{name}")
        for name, one in schema.items():
            if name not in ("properties", "enum", "if"):
                yield from keys(one, f"{place}/{name}")


def told(name: str, lang: str) -> dict[str, Any]:
    """The keys that have texts; a key of a condition, or one described elsewhere, has none."""
    return {place: one for place, one in keys(schema_of(name, translator(lang))) if isinstance(one, dict) and "title" in one}


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_has_a_title_and_a_description(name: str) -> None:
    bare = {place for place, one in keys(schema_of(name, translator("en"))) if isinstance(one, dict) and one and not one.get("title")}
    conditions = {place for place in bare if "/then/" in place or "/anyOf/" in place}
    assert {place.rpartition("/")[2] for place in bare - conditions} <= {"quarter"}
    for one in told(name, "en").values():
        assert one["title"]
        assert one["description"].endswith(".")


@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_has_a_meaning(name: str, lang: str) -> None:
    for one in told(name, lang).values():
        if "enum" in one and "markdownEnumDescriptions" in one:
            assert len(one["markdownEnumDescriptions"]) == len([word for word in one["enum"] if word is not None])
            assert all(one["markdownEnumDescriptions"])


def test_no_text_is_left_over() -> None:
    said = {text for name in SCHEMAS for text in _texts(schema_of(name, translator("en")))}
    for table in (TEXTS, CHOICES, MISTAKES):
        assert {text for text in table.values() if not said.issuperset(text.split("\n"))} == set()


def _texts(schema: Any) -> Iterator[str]:
    if isinstance(schema, str):
        yield schema
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for one in inner:
        yield from _texts(one)


def test_titles_are_danish_and_english() -> None:
    danish, english = (told("rules", lang) for lang in ("da", "en"))
    when = next(place for place in danish if place.endswith("/rules/additionalProperties/when"))
    assert (danish[when]["title"], english[when]["title"]) == ("Betingelse", "Condition")
    assert danish[when]["description"] == "Reglen er opfyldt, når denne er."


def test_only_the_texts_differ_between_languages() -> None:
    for name in SCHEMAS:
        danish, english = (_without_texts(schema_of(name, translator(lang))) for lang in LANGUAGES)
        assert danish == english


def _without_texts(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_without_texts(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    texts = ("title", "description", "markdownEnumDescriptions", "errorMessage", "patternErrorMessage")
    return {name: _without_texts(one) for name, one in schema.items() if not (name in texts and not isinstance(one, dict))}
