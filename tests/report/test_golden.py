"""The exact texts of results and explanations, in both languages, read by a person before they were kept."""

from __future__ import annotations

import pytest

from .texts import GOLDEN, TEXTS


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("name", TEXTS)
def test_text_is_the_golden_one(name: str, lang: str) -> None:
    assert TEXTS[name](lang) == (GOLDEN / f"{name}.{lang}.txt").read_text(encoding="utf-8")


def test_every_golden_file_is_compared() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.{lang}.txt" for name in TEXTS for lang in ("da", "en")}
