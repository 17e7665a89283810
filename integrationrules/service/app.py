"""The application: addresses, and what each is asked and answers with."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Body, FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from integrationrules.version import VERSION

from .answers import DeadlinesAnswer, EvaluateAnswer, HealthAnswer, InvestAnswer, MeasureAnswer, RulesAnswer, WhatIfAnswer
from .asking import DeadlinesAsked, EvaluateAsked, InvestAsked, MeasureAsked, WhatIfAsked
from .cases import cases
from .openapi import document_of, examples_of
from .problems import Refusal, Refused, refused
from .route import Answer, KeyedRoute, OpenRoute, described, language_of, refusing
from .service import Service, ServiceSettings

__all__ = ["make_app"]

_CODES = {404: "http_no_such_page", 405: "http_method"}

answers = APIRouter(route_class=KeyedRoute)
status = APIRouter(route_class=OpenRoute)


def make_app(settings: ServiceSettings) -> FastAPI:
    """The application; its workers start and end with it."""

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        app.state.service = Service(settings)
        app.state.service.start()
        try:
            yield
        finally:
            app.state.service.stop()

    app = FastAPI(
        title="integrationrules", version=VERSION, lifespan=running, docs_url=None, redoc_url=None, swagger_ui_oauth2_redirect_url=None,
        description="Danish integration and self-support rules: answers with reasons and sources. Decision support, never an administrative decision.",
    )
    app.add_exception_handler(HTTPException, _no_such)  # type: ignore[arg-type]
    app.include_router(answers)
    app.include_router(cases)
    app.include_router(status)
    app.openapi = lambda: document_of(app)  # type: ignore[method-assign]
    return app


async def _calculated(request: Request, task: str, asked: Any) -> Response:
    lang, service = language_of(request), request.app.state.service
    answer = await service.calculated(task, asked, lang)
    return refusing(answer, lang) if isinstance(answer, Refused) else Answer(*answer)


@answers.post("/evaluate", summary="Answer rules for one case", responses=described(EvaluateAnswer))
async def evaluate(request: Request, asked: Annotated[EvaluateAsked, Body(openapi_examples=examples_of("evaluate"))]) -> Response:
    """The document of `integrationrules evaluate --format json`."""
    return await _calculated(request, "evaluate", asked)


@answers.post("/whatif", summary="One case answered before and after some changes", responses=described(WhatIfAnswer))
async def whatif(request: Request, asked: Annotated[WhatIfAsked, Body(openapi_examples=examples_of("whatif"))]) -> Response:
    """The document of `integrationrules whatif --format json`."""
    return await _calculated(request, "whatif", asked)


@answers.post("/deadlines", summary="What is due for one case, in order of date", responses=described(DeadlinesAnswer))
async def deadlines(request: Request, asked: Annotated[DeadlinesAsked, Body(openapi_examples=examples_of("deadlines"))]) -> Response:
    """The document of `integrationrules deadlines --format json`."""
    return await _calculated(request, "deadlines", asked)


@answers.post("/measure", summary="A measure over a small population that stands in the request", responses=described(MeasureAnswer))
async def measure(request: Request, asked: Annotated[MeasureAsked, Body(openapi_examples=examples_of("measure"))]) -> Response:
    """The counts of `integrationrules measure --format json`, by quarter and group."""
    return await _calculated(request, "measure", asked)


@answers.post("/invest", summary="An investment case calculated and checked", responses=described(InvestAnswer))
async def invest(request: Request, asked: Annotated[InvestAsked, Body(openapi_examples=examples_of("invest"))]) -> Response:
    """The document of `integrationrules invest --format json`."""
    return await _calculated(request, "invest", asked)


@answers.get("/rules", summary="All rules, with titles, sources and hashes", responses=described(RulesAnswer))
async def rules(request: Request) -> Response:
    """What can be asked, and which version of the rules answers."""
    return await _calculated(request, "rules", None)


@status.get("/health", summary="Whether the service answers", responses={200: {"model": HealthAnswer}})
async def health(request: Request) -> Response:
    """`ok` as soon as requests are met; whether cases are kept; how many workers had to be replaced."""
    service: Service = request.app.state.service
    found = {"status": "ok", "version": VERSION, "store": service.has_store, "workers_replaced": service.pool.restarts}
    return Answer(json.dumps(found).encode(), 0)


async def _no_such(request: Request, error: HTTPException) -> Response:
    """No such address or method; the audit log does not repeat what was asked for."""
    lang = language_of(request)
    known = Refusal(error.status_code, _CODES.get(error.status_code, "http_unexpected"), error.headers)
    request.app.state.service.audit.note(None, "none", error.status_code, 0)
    return refusing(refused(known, lang), lang)
