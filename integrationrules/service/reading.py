"""A request's body, read with limits: in size, in time, in depth."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect, Request

from integrationrules.timeline.documents import DEEPEST, DocumentError, json_value

from .problems import Refusal

__all__ = ["Limits", "body_of", "json_of"]

_CODES = {"json_number": "http_json_number", "number_too_long": "http_number_too_long", "duplicate_key": "http_duplicate_key", "too_deep": "http_too_deep"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused beyond."""

    size: int = 2**20
    """Bytes of a request."""
    arrival: float = 15.0
    """Seconds until its body is there."""
    calculation: float = 30.0
    """Seconds until it is answered, those among them that it waits for a worker."""


async def body_of(request: Request, limits: Limits) -> bytes:
    """The body of a request; raises `Refusal` where it is too large, too slow or not said to be JSON."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refusal(415, "http_media_type")
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated[:20]) > limits.size:
        raise Refusal(413, "http_too_large", {"Connection": "close"}, limit=limits.size)
    found = bytearray()
    try:
        async with asyncio.timeout(limits.arrival):
            async for chunk in request.stream():
                found += chunk
                if len(found) > limits.size:
                    raise Refusal(413, "http_too_large", {"Connection": "close"}, limit=limits.size)
    except (TimeoutError, ClientDisconnect):
        raise Refusal(408, "http_too_slow", {"Connection": "close"}, seconds=f"{limits.arrival:g}") from None
    return bytes(found)


def json_of(body: bytes) -> Any:
    """What a body says; numbers with a point are `Decimal`. Raises `Refusal` for what is no JSON, or too deep."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(400, "http_not_utf8") from None
    if not text.strip():
        raise Refusal(400, "http_empty")
    try:
        found = json_value(text)
    except DocumentError as error:
        if error.id in _CODES:
            raise Refusal(400, _CODES[error.id], **error.values) from None
        raise Refusal(400, "http_json", line=error.line, column=error.column) from None
    if _deeper_than(found, DEEPEST):
        raise Refusal(400, "http_too_deep", limit=DEEPEST)
    return found


def _deeper_than(value: Any, limit: int) -> bool:
    """Whether lists and objects stand in each other more than `limit` times; without recursion, whatever was sent."""
    level = [value]
    for _ in range(limit + 1):
        level = [inner for one in level if isinstance(one, dict | list) for inner in (one.values() if isinstance(one, dict) else one)]
        if not level:
            return False
    return True
