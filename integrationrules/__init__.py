"""Danish integration rules, written once: answers with reasons and sources, unknowns included.

>>> import integrationrules as ir
>>> case = ir.parse_case({
...     "citizen": {"id": "c-001"},
...     "observed": {"from": "2018-01-01", "to": "2019-01-01"},
...     "facts": [{"kind": "benefit", "type": "integration_benefit", "from": "2018-01-01", "to": "2018-11-26"}],
... })
>>> result = ir.evaluate(ir.load_rulebook(), [case], ["self_supporting"], [ir.Quarter.parse("2018Q4")])[0]
>>> str(result.decisions[0].verdict)
'met'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .version import VERSION as __version__

if TYPE_CHECKING:
    from .case import QuestionError, Replayed, ReplayError, Result, evaluate, replay
    from .dates import DateError, IsoWeek, Quarter
    from .engine.decision import Decision, Missing, Quantity, Reason
    from .rulebook.book import Rulebook
    from .rulebook.book import load as load_rulebook
    from .rulebook.diagnostics import RulebookError
    from .timeline.files import CaseError, read_cases, write_case
    from .timeline.timeline import Timeline
    from .verdict import Verdict

__all__ = [
    "CaseError", "DateError", "Decision", "IsoWeek", "Missing", "Quantity", "Quarter", "QuestionError", "Reason", "ReplayError", "Replayed",
    "Result", "Rulebook", "RulebookError", "Timeline", "Verdict", "__version__", "evaluate", "load_rulebook", "parse_case", "read_cases", "replay",
    "write_case",
]

_HOME = {
    "CaseError": "timeline.files", "read_cases": "timeline.files", "write_case": "timeline.files", "Timeline": "timeline.timeline",
    "DateError": "dates", "IsoWeek": "dates", "Quarter": "dates", "Verdict": "verdict",
    "Decision": "engine.decision", "Missing": "engine.decision", "Quantity": "engine.decision", "Reason": "engine.decision",
    "Rulebook": "rulebook.book", "load_rulebook": "rulebook.book", "RulebookError": "rulebook.diagnostics",
    "QuestionError": "case", "ReplayError": "case", "Replayed": "case", "Result": "case", "evaluate": "case", "replay": "case",
}


def parse_case(case: dict[str, Any]) -> Timeline:
    """A timeline from plain values, as they stand in a case file; raises `CaseError`, which repeats no id."""
    from .timeline.files import parse_case as parse

    return parse(case)


def __getattr__(name: str) -> Any:
    # Modules are loaded when first used: the command line answers without what it does not need.
    if name not in _HOME:
        raise AttributeError(f"module 'integrationrules' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f".{_HOME[name]}", __name__), "load" if name == "load_rulebook" else name)


def __dir__() -> list[str]:
    return sorted(__all__)
