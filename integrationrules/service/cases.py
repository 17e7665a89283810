"""The addresses of running cases: events in, alerts out. Ids stand in bodies, never in an address."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Body
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from integrationrules.store import CaseKey, KeptAlert, Step, StoreError, Written

from .answers import AcknowledgedAnswer, AlertsAnswer, EventsAnswer
from .asking import AcknowledgeAsked, AlertsAsked, EventsAsked
from .events import Received
from .openapi import examples_of
from .problems import RETRY, Refusal, Refused
from .route import Answer, KeyedRoute, described, language_of, refusing
from .service import Service

__all__ = ["cases"]

_TRIES = 5
"""How often events are worked out anew where others came in between, and the caller expected no version."""

cases = APIRouter(route_class=KeyedRoute)


@cases.post("/cases/events", summary="Send events of one case, and get the alerts they raise or withdraw", responses=described(EventsAnswer, 404, 409, 507))
async def receive(request: Request, asked: Annotated[EventsAsked, Body(openapi_examples=examples_of("events"))]) -> Response:
    """Events that were accepted before answer as they did then; one of the same id with other content is refused with 409."""
    service, case, lang = _service(request), _key(request, asked.case), language_of(request)
    for attempt in range(1, _TRIES + 1):
        kept = await run_in_threadpool(service.store.case, case)
        if kept is None and asked.events[0].get("kind") != "opened":
            raise StoreError("case_unknown")
        log, alerts = kept or ((), ())
        found = await service.steps(Received(asked.case, asked.events, log, alerts, service.chainer), lang)
        if isinstance(found, Refused):
            return refusing(found, lang)
        expected = len(log) if asked.expected_version is None else asked.expected_version
        try:
            written = await run_in_threadpool(service.store.append, case, found, expected, opens=kept is None)
        except StoreError as error:
            if error.id != "case_version" or asked.expected_version is not None:
                raise
            if attempt == _TRIES:       # no conflict: the caller expected nothing
                raise Refusal(503, "http_busy", {}, seconds=RETRY) from None
        else:
            return _told(found, written)
    raise AssertionError("the last try returns or raises")


@cases.post("/cases/alerts", summary="The alerts of one case", responses=described(AlertsAnswer, 404))
async def alerts(request: Request, asked: Annotated[AlertsAsked, Body(openapi_examples=examples_of("alerts"))]) -> Response:
    """Those that hold, in the order in which they were first raised; on demand those that were withdrawn, with the reason."""
    found = await run_in_threadpool(_service(request).store.alerts, _key(request, asked.case))
    wanted = [_alert(one) for one in found if asked.withdrawn or one.withdrawn is None]
    return _written({"format": 1, "alerts": wanted}, len(wanted))


@cases.post("/cases/alerts/acknowledge", summary="Note who has seen an alert", responses=described(AcknowledgedAnswer, 404, 409, 507))
async def acknowledge(request: Request, asked: Annotated[AcknowledgeAsked, Body(openapi_examples=examples_of("acknowledge"))]) -> Response:
    """The same again changes nothing; another name or day is refused with 409."""
    store = _service(request).store
    found = await run_in_threadpool(store.acknowledge, _key(request, asked.case), asked.alert, asked.by, asked.at.isoformat())
    return _written({"format": 1, "alert": _alert(found)}, 1)


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _key(request: Request, case: str) -> CaseKey:
    """The case within the municipality of the caller's key: those of others are not there."""
    return CaseKey(request.state.caller.municipality, case)


def _told(steps: Sequence[Step], written: Sequence[Written]) -> Response:
    found = [
        {"id": step.entry.id, "version": one.ordinal, "late": one.late, "alerts": [change.content for change in one.changes]}
        for step, one in zip(steps, written, strict=True)
    ]
    return _written({"format": 1, "events": found}, len(found))


def _alert(alert: KeptAlert) -> dict[str, Any]:
    """The alert as it stands, with who has seen it."""
    seen = {"by": alert.acknowledged_by, "at": alert.acknowledged_at} if alert.acknowledged_by is not None else None
    return {**(alert.withdrawn or alert.content), "acknowledged": seen}


def _written(document: dict[str, Any], count: int) -> Answer:
    # Sorted, as the store gives back what it keeps: a second delivery is answered to the letter as the first.
    return Answer(json.dumps(document, ensure_ascii=False, sort_keys=True).encode(), count)
