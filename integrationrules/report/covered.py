"""What the cases beside rules leave untested, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from integrationrules.case.branches import Branch
from integrationrules.case.covered import CoveredSet
from integrationrules.report.catalogue import Translator, translator

__all__ = ["KINDS", "covered_text"]

KINDS: dict[str, str] = {
    "case": "case {number} of {of} is never chosen",
    "exception": "the exception decides no case",
    "and": "side {number} of {of} of the `and` never decides alone",
    "or": "side {number} of {of} of the `or` never decides alone",
    "value": "value {number} of {of} is read in no case",
    "otherwise": "no case gets past the exception",
}



def covered_text(found: Sequence[CoveredSet], lang: str) -> str:
    """A line for each rule set, and below it what no case expects or turns on."""
    tr = translator(lang)
    lines: list[str] = []
    for one in found:
        shown = one.verdicts - len(one.lacking), one.verdicts, one.branches - len(one.idle), one.branches
        told = tr("{verdicts} of {all_verdicts} verdicts expected, {branches} of {all_branches} branches decide")
        lines.append(f"{one.ruleset}: " + told.format(verdicts=shown[0], all_verdicts=shown[1], branches=shown[2], all_branches=shown[3]))
        lines += [f"  {rule.rpartition('.')[2]}: " + tr("no case expects {verdict}").format(verdict=verdict) for rule, verdict in one.lacking]
        lines += [f"  {branch.path}:{branch.line}:{branch.column}: {branch.what.rpartition('.')[2]}: {_told(branch, tr)}" for branch in one.idle]
    verdicts, branches = sum(one.verdicts for one in found), sum(one.branches for one in found)
    lacking, idle = sum(len(one.lacking) for one in found), sum(len(one.idle) for one in found)
    told = tr("{verdicts} of {all_verdicts} verdicts expected, {branches} of {all_branches} branches decide")
    lines += ["", tr("in all") + ": " + told.format(verdicts=verdicts - lacking, all_verdicts=verdicts, branches=branches - idle, all_branches=branches)]
    return "\n".join(lines) + "\n"


def _told(branch: Branch, tr: Translator) -> str:
    if branch.kind == "exception" and branch.number:
        return tr(KINDS["otherwise"])
    return tr(KINDS[branch.kind]).format(number=branch.number + 1, of=branch.of)
