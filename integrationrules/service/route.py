"""How every request is met: key, limits, JSON, answer or refusal, and a line in the audit log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from .answers import Problem
from .asking import ChangeAsked, PersonAsked
from .envelope import unusable
from .language import accepted_language
from .messages import TITLES
from .problems import MEDIA_TYPE, Refused, document
from .reading import body_of, json_of
from .service import Service
from .worker import told_of

__all__ = ["Answer", "KeyedRoute", "OpenRoute", "described", "language_of", "refusing"]

ITEMS: Mapping[str, type[BaseModel]] = {"changes": ChangeAsked, "people": PersonAsked}
"""The models of items of lists, by the name of the list; their mistakes are told with their own fields."""
_LARGE = 50_000
"""Bytes from which on JSON is parsed beside the loop that serves everybody."""
_SAFE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Answer(Response):
    """A document that answers `count` things."""

    media_type = "application/json"

    def __init__(self, content: bytes, count: int = 1, status: int = 200) -> None:
        super().__init__(content, status)
        self.count = count


class _Read(Request):
    """A request whose body has been read."""

    def __init__(self, request: Request, body: bytes, parsed: Any) -> None:
        super().__init__(request.scope, request.receive)
        self._whole, self._parsed = body, parsed

    async def body(self) -> bytes:
        """The body as it came."""
        return self._whole

    async def json(self) -> Any:
        """What it says."""
        return self._parsed


class OpenRoute(APIRoute):
    """An address that needs no key."""

    needs_key = False

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, with ours around it."""
        handle = super().get_route_handler()
        asked: Any = self.body_field.field_info.annotation if self.body_field is not None else None

        async def handler(request: Request) -> Response:
            service: Service = request.app.state.service
            lang, name, body = language_of(request), None, None
            try:
                if self.needs_key:
                    request.state.caller = service.caller(request.headers.get("authorization"))
                    name = request.state.caller.name or None
                if asked is not None:
                    raw = await body_of(request, service.limits)
                    body = json_of(raw) if len(raw) < _LARGE else await asyncio.to_thread(json_of, raw)
                    request = _Read(request, raw, body)
                response = await handle(request)
            except RequestValidationError as error:
                response = refusing(unusable(error.errors(), body, ITEMS, asked, lang), lang)
            except Exception as error:
                response = refusing(told_of(error, lang), lang)
            response.headers.update(_SAFE)
            service.audit.note(name, self.path, response.status_code, getattr(response, "count", 0))
            return response

        return handler


class KeyedRoute(OpenRoute):
    """An address that needs a key, where the service has keys."""

    needs_key = True


def described(answer: type[BaseModel], *more: int) -> dict[int | str, dict[str, Any]]:
    """What an address answers, for OpenAPI: its document, or a problem."""
    problem: dict[str, Any] = {"model": Problem, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    statuses = sorted({400, 401, 408, 413, 415, 422, 503, *more})
    found: dict[int | str, dict[str, Any]] = {200: {"model": answer}}
    return found | {status: {"description": TITLES[str(status)], **problem} for status in statuses}


def language_of(request: Request) -> str:
    """The language the caller is answered in."""
    return accepted_language(request.headers.get("accept-language"))


def refusing(told: Refused, lang: str) -> Response:
    """The response of a refusal."""
    headers = {"Content-Language": lang, **told.headers}
    if told.retry_after is not None:
        headers["Retry-After"] = str(told.retry_after)
    return Response(document(told, lang), told.status, headers, MEDIA_TYPE)
