"""Errors of the package as refusals: each with the id of its message as its code."""

from __future__ import annotations

from integrationrules.case import QuestionError
from integrationrules.dates import DateError
from integrationrules.economics.investment.messages import told as money_text
from integrationrules.economics.investment.problems import InvestmentError
from integrationrules.lines import LineError, refusal_text
from integrationrules.register.problems import RegisterError
from integrationrules.report.catalogue import translator
from integrationrules.report.problems import problem_text, question_problem, register_problem
from integrationrules.report.sessions import session_problem
from integrationrules.sessions.problems import SessionError
from integrationrules.store.messages import MESSAGES as STORE
from integrationrules.store.problems import StoreError
from integrationrules.timeline.problems import CaseError

from .messages import MESSAGES
from .problems import RETRY, Part, Refused

__all__ = ["several", "told"]

_UNUSABLE = 422
_STORE = {
    "case_unknown": 404, "alert_unknown": 404, "case_version": 409, "event_differs": 409, "alert_taken": 409, "event_number": 422,
    "store_locked": 503, "store_unreachable": 503, "store_full": 507,
}
"""What is no fault of the store itself; that is a 500."""
_CONFLICTS = ("opened_twice", "duplicate_id", "clock_back", "fact_there")
"""What a session refuses for what it has received before."""


def told(error: Exception, lang: str) -> Refused | None:
    """The refusal that an error of the package stands for; None for any other error, which is a mistake of ours."""
    tr = translator(lang)
    if isinstance(error, CaseError):
        parts = tuple(Part(problem.id, problem.field, problem_text(problem, tr)) for problem in error.problems)
        return several(parts, error.unlisted, lang)
    if isinstance(error, InvestmentError):
        # Where it stands means nothing: what was sent is no file.
        parts = tuple(Part(one.id, one.field, money_text(one.id, one.values, tr)) for one in error.problems)
        return several(parts, error.unlisted, lang)
    if isinstance(error, QuestionError):
        return Refused(_UNUSABLE, error.id, question_problem(error, lang))
    if isinstance(error, LineError):
        return Refused(_UNUSABLE, error.id, refusal_text(error, tr))
    if isinstance(error, RegisterError):
        return Refused(_UNUSABLE, error.id, register_problem(error, lang))
    if isinstance(error, DateError):
        return Refused(_UNUSABLE, "date", str(error))
    if isinstance(error, SessionError):
        return Refused(409 if error.id in _CONFLICTS else _UNUSABLE, error.id, session_problem(error, lang))
    if isinstance(error, StoreError):
        status = _STORE.get(error.id, 500)
        return Refused(status, error.id, tr(STORE[error.id]).format(**error.values), retry_after=RETRY if status == 503 else None)
    return None


def several(parts: tuple[Part, ...], unlisted: int, lang: str) -> Refused:
    """Mistakes of one request: the first is told, and how many there are."""
    tr = translator(lang)
    count = len(parts) + unlisted
    said = f"{parts[0].field}: {parts[0].detail}" if parts[0].field else parts[0].detail
    detail = said if count == 1 else tr(MESSAGES["http_several"]).format(count=count, said=said)
    return Refused(_UNUSABLE, parts[0].code, detail, parts, unlisted)
