"""A whole page of what is shown of results."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from integrationrules.report.catalogue import translator

__all__ = ["page"]


def page(parts: Iterable[str], lang: str) -> str:
    """An HTML document around parts that are HTML already."""
    title = escape(translator(lang)("Decisions"))
    head = (f'<!DOCTYPE html>\n<html lang="{escape(lang)}"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width"/>'
            f"<meta name=\"color-scheme\" content=\"light dark\"/><title>{title}</title></head><body><main>")
    return head + "\n".join(parts) + "</main></body></html>\n"
