"""Refusals as problem+json (RFC 9457): a status, a stable code, and texts in the caller's language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from integrationrules.report.catalogue import translator
from integrationrules.timeline.cpr import without_cpr

from .messages import MESSAGES, TITLES

__all__ = ["MEDIA_TYPE", "RETRY", "Part", "Refusal", "Refused", "document", "refused"]

MEDIA_TYPE = "application/problem+json"
_TYPE = "urn:integrationrules:problem:"
RETRY = 5
"""Seconds after which something that is busy is asked again."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several mistakes: the code of its message, the field it is about, and the text."""

    code: str
    field: str
    detail: str

    def as_json(self) -> dict[str, str]:
        """As in `problems`."""
        return {"code": self.code, "field": self.field, "detail": without_cpr(self.detail)}


@dataclass(frozen=True, slots=True)
class Refused:
    """What is told to a caller; a plain value, so that worker processes can hand it over."""

    status: int
    code: str
    detail: str
    parts: tuple[Part, ...] = ()
    unlisted: int = 0
    """How many mistakes there are beside `parts`."""
    retry_after: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Refusal(Exception):
    """Raised where a request is not answered; the message is one of ours, put into words where the language is known."""

    def __init__(self, status: int, code: str, headers: Mapping[str, str] | None = None, **values: Any) -> None:
        super().__init__(code)
        self.status, self.code, self.values, self.headers = status, code, values, dict(headers or {})


def refused(refusal: Refusal, lang: str) -> Refused:
    """The refusal in a language."""
    detail = translator(lang)(MESSAGES[refusal.code]).format(**refusal.values)
    return Refused(refusal.status, refusal.code, detail, retry_after=RETRY if refusal.status == 503 else None, headers=refusal.headers)


def document(told: Refused, lang: str) -> bytes:
    """The document of RFC 9457. Whatever the texts came from, no CPR number is in them."""
    found: dict[str, Any] = {
        "type": _TYPE + told.code, "title": translator(lang)(TITLES[str(told.status)]), "status": told.status, "detail": without_cpr(told.detail),
        "code": told.code,
    }
    if told.parts:
        found["problems"] = [part.as_json() for part in told.parts]
    if told.unlisted:
        found["unlisted"] = told.unlisted
    return json.dumps(found, ensure_ascii=False).encode()
