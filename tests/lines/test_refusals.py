"""What is said of lines that are not understood: the word, the words that would do, and a form that can be read."""

from __future__ import annotations

import re

import pytest

from integrationrules.lines import LineError, read_fact, refusal_text
from integrationrules.report.catalogue import translator

from .refusals import GOLDEN, REFUSED, page


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_refusals_are_the_golden_ones(lang: str) -> None:
    assert page(lang) == (GOLDEN / f"refusals.{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", REFUSED)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_refusal_shows_a_form_that_is_read(line: str, lang: str) -> None:
    with pytest.raises(LineError) as refused:
        read_fact(line)
    said = refusal_text(refused.value, translator(lang))
    shown = re.search(r"(?:Skriv|skriv|Write|write) (?:for eksempel|for example) '(.*)'$", said)
    assert shown or refused.value.id in ("line_several", "line_too_long")
    if shown:
        assert read_fact(shown[1])


def test_a_person_number_is_not_repeated() -> None:
    for line in ("010190-1234, fra 2018-03-01", "ydelse, 010190-1234, fra 2018-03-01"):
        with pytest.raises(LineError) as refused:
            read_fact(line)
        assert "1234" not in str(refused.value)
