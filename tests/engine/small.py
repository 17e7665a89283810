"""Small rulebooks written for one claim, and the answers to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from integrationrules.case import evaluate
from integrationrules.dates import Quarter, day_number
from integrationrules.engine.answers import MET, NOT_MET, answers
from integrationrules.engine.decision import Decision
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.timeline.batch import batch_of
from integrationrules.timeline.timeline import Timeline
from integrationrules.verdict import INFINITE

Fact = Mapping[str, Any]
WHOLE = {"from": "2009-01-01", "to": "2020-01-01"}
_HEAD = """\
ruleset: teaching.small
title: {da: Lille regelsæt, en: Small rule set}
sources: {s: {title: A source}}
"""


def rulebook(folder: Path, *sections: str, **others: str) -> Rulebook:
    """A rulebook of one rule set `teaching.small` with these sections, and others by name."""
    for name, text in {"small": "".join(dedent(section) for section in sections), **others}.items():
        path = folder / "rules" / "teaching" / name / "rules.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_HEAD.replace("small", name) + dedent(text), encoding="utf-8")
    return load(folder / "rules")


def rules(**formulas: str) -> str:
    """A `rules` section of rules about a citizen: `name=condition`, or `name="value: expression"`."""
    lines = ["rules:"]
    for name, formula in formulas.items():
        key, _, rest = formula.partition(": ")
        key, rest = (key, rest) if key in ("when", "value") else ("when", formula)
        lines.append(f"  {name}:\n    for: citizen\n    {key}:" + (f"\n{indent(dedent(rest), '      ')}" if "\n" in rest else f' "{rest}"') + "\n    source: s")
    return "\n".join(lines) + "\n"


def timeline(facts: Sequence[Fact] = (), observed: Any = None, **citizen: Any) -> Timeline:
    return Timeline.model_validate({"citizen": {"id": "c", **citizen}, "observed": observed or WHOLE, "facts": list(facts)})


def decide(
    book: Rulebook, rule: str, facts: Sequence[Fact] = (), on: str | None = None, quarter: str | None = None,
    options: Mapping[str, str] | None = None, observed: Any = None, **citizen: Any,
) -> Decision:
    """One rule for one citizen. The same question to many (without reasons) must give the same answer."""
    quarters = [Quarter.parse(quarter)] if quarter else []
    asked = date.fromisoformat(on) if on else None
    who = timeline(facts, observed, **citizen)
    (result,) = evaluate(book, [who], [rule], quarters, asked, None, options)
    decision = result.decisions[0]
    # A deadline's day is told of one citizen also where it was missed.
    value = None if book.find(rule).due and str(decision.verdict) == "not_met" else plain(decision)
    assert in_bulk(book, rule, who, quarters, asked, options) == (str(decision.verdict), value)
    return decision


def in_bulk(
    book: Rulebook, rule: str, who: Timeline, quarters: Sequence[Quarter], on: date | None, options: Mapping[str, str] | None,
) -> tuple[str, tuple[int | None, int | None] | None]:
    """Verdict and bounds of the value, through the arrays that registers use."""
    ready = book.find(rule)
    chosen = {book.assumption(name).id: option for name, option in (options or {}).items()}
    found = answers(book, [ready], batch_of([who]), quarters, on, chosen)[ready.id]
    code = int(found.verdicts[0, 0])
    verdict = {MET: "met", NOT_MET: "not_met"}.get(code, "unknown")
    if found.least is None or found.greatest is None or code == NOT_MET:
        return verdict, None
    least, greatest = int(found.least[0, 0]), int(found.greatest[0, 0])
    return verdict, (None if least <= -INFINITE else least, None if greatest >= INFINITE else greatest)


def plain(decision: Decision) -> tuple[int | None, int | None] | None:
    """The bounds of a decision's value as the arrays have them: whole numbers, days counted from 1970."""
    if decision.value is None:
        return None
    scale = {"hours_per_week": 160_330_000, "DKK": 100, "percent": 1000}.get(decision.value.unit, 1)
    low, high = ((day_number(side) if isinstance(side, date) else None if side is None else int(side * scale))
                 for side in (decision.value.least, decision.value.greatest))
    return low, high


def said(decision: Decision) -> tuple[str, Any]:
    """The verdict and the value as they stand in the result."""
    return str(decision.verdict), decision.value.as_json() if decision.value else None
