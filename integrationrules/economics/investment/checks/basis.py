"""What the amounts rest on: gross or net, measured against what, of whom, in which prices."""

from __future__ import annotations

from collections.abc import Iterator

from integrationrules.economics.ranges import ZERO

from ..model import INCLUDED, Counterfactual, Treatment
from ..result import Check, InvestmentResult
from ..values import Money, Share, Word

__all__ = ["areas", "compared", "effect", "included", "payers", "prices", "scope"]

_CONVINCING = ("control_group", "forecast_without")


def included(result: InvestmentResult) -> Iterator[Check]:
    """Gross or net of each thing, one by one."""
    for name in INCLUDED:
        stated = result.case.included.get(name, Treatment("not_stated"))
        settled = stated.treated in ("net", "not_relevant")
        yield Check("included", "pass" if settled else "warn", f"included_{stated.treated}", {"what": Word(name)}, name)
        if stated.because is not None:
            yield Check("included", "pass" if settled else "warn", "included_because", {"what": Word(name), "because": stated.because}, name)


def compared(result: InvestmentResult) -> Iterator[Check]:
    """What the savings are measured against, and what else happened in the same years."""
    found = result.case.compared_with
    unknown = _unknown(found) if found.kind == "control_group" else ()
    verdict = "pass" if found.kind in _CONVINCING and not unknown else "warn"
    message, values = (f"compared_{found.kind}_unsure", {"unknown": unknown}) if unknown else (f"compared_{found.kind}", {})
    yield Check("compared", verdict, message, values)
    if found.text is not None:
        yield Check("compared", verdict, "compared_text", {"text": found.text})
    if result.case.events:
        yield Check("compared", "warn", "compared_events", {"events": result.case.events})


def _unknown(found: Counterfactual) -> tuple[Word, ...]:
    """What is not known of a control group, or speaks against it."""
    sizes = () if found.treated and found.control else (Word("group_sizes"),)
    return (*sizes, *(() if found.lots == "drawn" else (Word(f"lots_{found.lots}"),)))


def effect(result: InvestmentResult) -> Iterator[Check]:
    """What an evaluation found; without effect there is no gain to count."""
    found = result.case.effect
    if found is not None:
        against = result.case.compared_with
        unsure = found.found == "found" and against.kind == "control_group" and _unknown(against)
        verdict = "warn" if unsure else {"found": "pass", "mixed": "warn", "none": "fail"}[found.found]
        yield Check("effect", verdict, f"effect_{found.found}", {"says": found.says})


def payers(result: InvestmentResult) -> Iterator[Check]:
    """Whether those who pay are those who gain; what is said of society belongs to no budget."""
    lines = result.case.stated_lines
    paying, gaining = (tuple(dict.fromkeys(line.payer for line in lines if (line.sign < 0) == costs)) for costs in (True, False))
    values = {"paying": tuple(map(Word, paying)), "gaining": tuple(map(Word, gaining))}
    if "society" in (*paying, *gaining):
        yield Check("payers", "warn", "payers_society", values)
    elif paying and gaining and set(paying) != set(gaining):
        yield Check("payers", "warn", "payers_others", values)


def scope(result: InvestmentResult) -> Iterator[Check]:
    """All benefits, or integration alone."""
    found = result.case.scope
    if found.includes is None:
        yield Check("scope", "warn", "scope_not_stated", {})
    elif not any(line.sign > 0 for line in result.case.stated_lines):
        yield Check("scope", "pass", "scope_about", {"includes": found.includes})
    elif found.integration_share is None:
        yield Check("scope", "warn", "scope_share_unknown", {"includes": found.includes})
    else:
        if result.case.apart:
            yield Check("scope", "pass" if found.integration_share == 1 else "warn", "scope_share_apart", {
                "includes": found.includes, "share": Share(found.integration_share)})
            return
        values = {"includes": found.includes, "share": Share(found.integration_share), "saved": Money(result.totals.gain.times(found.integration_share))}
        yield Check("scope", "pass" if found.integration_share == 1 else "warn", "scope_share", values)


def areas(result: InvestmentResult) -> Iterator[Check]:
    """Which areas pay and gain; costs inside the service ceiling while the saving falls outside it."""
    lines = result.case.stated_lines
    paying, gaining = (tuple(dict.fromkeys(line.area for line in lines if (line.sign < 0) == costs)) for costs in (True, False))
    values = {"paying": tuple(map(Word, paying)), "gaining": tuple(map(Word, gaining))}
    service = [line for line in (*result.lines, *result.apart) if line.line.area == "Service" and line.line.kind == "cost"]
    if not paying or not gaining or "not_stated" in (*paying, *gaining):
        pass
    elif service and any(area != "Service" for area in gaining):
        spent = sum((line.total for line in service), ZERO)
        yield Check("areas", "warn", "areas_ceiling", {**values, "spent": Money(spent)})
    else:
        yield Check("areas", "pass", "areas_one" if set(paying) == set(gaining) else "areas_several", values)
    if open_areas := tuple(line.title for line in lines if line.area == "not_stated"):
        yield Check("areas", "warn", "areas_not_stated", {"lines": open_areas})
    if any(not line.function for line in lines):
        yield Check("areas", "warn", "areas_no_function", {"lines": tuple(line.title for line in lines if not line.function)})


def prices(result: InvestmentResult) -> Iterator[Check]:
    """Current prices, one price level, or several that may not be added."""
    if not result.case.stated_lines:
        return
    levels = sorted({str(line.price_level or "") for line in result.case.stated_lines})
    if levels == [""]:
        yield Check("prices", "warn", "prices_current", {})
    elif len(levels) > 1:
        yield Check("prices", "fail", "prices_mixed", {"levels": tuple(Word(level or "current") for level in levels)})
    else:
        yield Check("prices", "pass", "prices_constant", {"level": Word(levels[0])})
