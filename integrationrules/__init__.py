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
    from .case.batches import run_batch
    from .case.changes import Addition, Change, Removal, Setting
    from .case.deadlines import Deadlines, deadlines
    from .case.whatif import WhatIf, whatif
    from .dates import DateError, IsoWeek, Quarter
    from .economics.formulas.inputs import ModelInputs, read_inputs
    from .economics.formulas.result import ModelResult, run_model
    from .economics.investment.problems import InvestmentError
    from .economics.investment.public import invest
    from .economics.investment.result import InvestmentResult
    from .engine.decision import Decision, Missing, Quantity, Reason
    from .lines import LineError, read_fact
    from .register.measured import Measured
    from .register.problems import RegisterError
    from .register.public import measure
    from .rulebook.archive.problems import ArchiveError
    from .rulebook.archive.writing import export_rulebook
    from .rulebook.book import Rulebook
    from .rulebook.book import load as load_rulebook
    from .rulebook.codeoverlay import CodesOverlay, load_codes
    from .rulebook.diagnostics import RulebookError
    from .rulebook.models.load import Model, load_model
    from .rulebook.overlay import Overlay, load_overlay
    from .sessions import Alert, CaseSession, Event, SessionError
    from .timeline.files import CaseError, read_cases, write_case
    from .timeline.projection import projected
    from .timeline.timeline import Timeline
    from .verdict import Verdict

__all__ = [
    "Addition", "Alert", "ArchiveError", "CaseError", "CaseSession", "Change", "CodesOverlay", "DateError", "Deadlines", "Decision", "Event",
    "InvestmentError", "InvestmentResult", "IsoWeek", "LineError", "Measured", "Missing", "Model", "ModelInputs", "ModelResult", "Overlay",
    "Quantity", "Quarter", "QuestionError", "Reason", "RegisterError", "Removal", "ReplayError", "Replayed", "Result", "Rulebook", "RulebookError",
    "SessionError", "Setting", "Timeline", "Verdict", "WhatIf", "__version__", "deadlines", "evaluate", "export_rulebook", "invest", "load_codes",
    "load_model", "load_overlay", "load_rulebook", "measure", "parse_case", "projected", "read_cases", "read_fact", "read_inputs", "replay",
    "run_batch", "run_model", "whatif", "write_case",
]

_HOME = {
    "InvestmentError": "economics.investment.problems", "InvestmentResult": "economics.investment.result", "invest": "economics.investment.public",
    "CaseError": "timeline.files", "read_cases": "timeline.files", "write_case": "timeline.files", "Timeline": "timeline.timeline",
    "DateError": "dates", "IsoWeek": "dates", "Quarter": "dates", "Verdict": "verdict",
    "Model": "rulebook.models.load", "load_model": "rulebook.models.load", "ModelInputs": "economics.formulas.inputs",
    "read_inputs": "economics.formulas.inputs", "ModelResult": "economics.formulas.result", "run_model": "economics.formulas.result",
    "Decision": "engine.decision", "Missing": "engine.decision", "Quantity": "engine.decision", "Reason": "engine.decision",
    "Rulebook": "rulebook.book", "load_rulebook": "rulebook.book", "RulebookError": "rulebook.diagnostics",
    "Addition": "case.changes", "Change": "case.changes", "Removal": "case.changes", "Setting": "case.changes",
    "Deadlines": "case.deadlines", "deadlines": "case.deadlines", "WhatIf": "case.whatif", "whatif": "case.whatif",
    "Measured": "register.measured", "RegisterError": "register.problems", "measure": "register.public",
    "ArchiveError": "rulebook.archive.problems", "export_rulebook": "rulebook.archive.writing",
    "LineError": "lines", "read_fact": "lines", "Overlay": "rulebook.overlay", "load_overlay": "rulebook.overlay",
    "CodesOverlay": "rulebook.codeoverlay", "load_codes": "rulebook.codeoverlay", "projected": "timeline.projection",
    "Alert": "sessions", "CaseSession": "sessions", "Event": "sessions", "SessionError": "sessions",
    "QuestionError": "case", "ReplayError": "case", "Replayed": "case", "Result": "case", "evaluate": "case", "replay": "case",
    "run_batch": "case.batches",
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
