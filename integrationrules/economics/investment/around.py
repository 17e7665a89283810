"""Reading what stands around the lines of an investment case: sources, claims, budgets, assumptions, and what is not known."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from integrationrules.economics.spread import SpreadError
from integrationrules.rulebook.yamltree import MappingNode, Node, ScalarNode

from .fields import Fields
from .lines import read_cited
from .model import (
    COUNTERFACTUALS,
    DISTRIBUTIONS,
    EFFECTS,
    INCLUDED,
    KINDS,
    LOTS,
    PERSONS,
    TREATMENTS,
    Assumption,
    Claim,
    Conclusions,
    Counterfactual,
    Effect,
    Figure,
    FollowUp,
    Missing,
    Persons,
    Scope,
    Source,
    Treatment,
)
from .spreads import spread_of

__all__ = [
    "read_assumptions", "read_claims", "read_conclusions", "read_counterfactual", "read_effect", "read_follow_up", "read_included", "read_missing",
    "read_persons", "read_scope", "read_source", "read_stated_years",
]

Sources = Mapping[str, Source]
CLAIM_KEYS = (
    "says", "is", "unit", "sum_of", "net_of", "ratio_of", "difference_of", "quotient_of", "contains", "from", "to", "lasts", "beside", "rival_of",
    "explained_by", "headline", "source", "at",
)
UNITS = ("money", "ratio", "persons", "percent")
FIGURES = ("planned", "budget", "outturn", "variance", "forecast_variance")
FIGURE_KEYS = ("is", "about", "source", "at")
CONTROL_KEYS = ("kind", "text", "lots", "treated", "control", "source", "at")
ASSUMPTION_KEYS = (
    "title", "is", "unit", "low", "likely", "high", "distribution", "deviation", "values", "year", "source", "at", "because",
)
ASSUMPTION_UNITS = ("percent", "persons", "months", "kr", "times")


def read_source(name: str, fields: Fields) -> Source:
    """A document; its title is needed."""
    fields.known("title", "by", "published", "url", "note")
    title = fields.plain("title")
    if not title:
        fields.missing("title", "@a title")
    return Source(name, title, fields.plain("by"), fields.plain("published"), fields.plain("url"), fields.text("note"))


def read_claims(fields: Fields, sources: Sources, lines: Collection[str], variances: Collection[str]) -> tuple[Claim, ...]:
    """Totals as published."""
    section = fields.node.get("claims")
    claims = tuple(name for name, _ in section) if isinstance(section, MappingNode) else ()
    return tuple(found for name, part in fields.parts("claims") if (found := _claim(name, part, sources, lines, claims, variances)))


def _claim(name: str, fields: Fields, sources: Sources, lines: Collection[str], claims: Collection[str], variances: Collection[str]) -> Claim | None:
    fields.known(*CLAIM_KEYS)
    unit = fields.word("unit", UNITS, default="money")
    says = fields.text("says", "@a claim")
    value = fields.amount("is", signed=True) if unit == "money" else fields.percent("is") if unit == "percent" else fields.number("is")
    if not fields.has("is"):
        fields.missing("is", "@a number")
    lists = {key: fields.names(key, lines, "line") for key in ("sum_of", "net_of", "ratio_of", "contains")}
    first, last = fields.ends() or (None, None) if fields.has("from") or fields.has("to") else (None, None)
    others = tuple(one for one in claims if one != name)
    difference = fields.names("difference_of", others, "claim")
    quotient = fields.names("quotient_of", others, "claim")
    if quotient and len(quotient) != 2:
        fields.tell("invest_quotient", fields.mark("quotient_of"), "quotient_of")
    rival = fields.names("rival_of", others, "claim")
    explained = fields.names("explained_by", (*lines, *others, *variances), "line, claim or variance")
    lasts = fields.whole("lasts")
    cited = read_cited(fields, sources)
    if says is None or value is None:
        return None
    return Claim(
        name, says, value, unit, cited, **lists, difference_of=difference, quotient_of=quotient, first=first, last=last,
        lasts=int(lasts) if lasts else None, rival_of=rival[0] if rival else "", explained_by=explained,
        headline=_yes(fields, "headline"), beside=_yes(fields, "beside"),
    )


def _yes(fields: Fields, key: str) -> bool:
    return fields.word(key, ("true", "false"), default="false") == "true"


def read_follow_up(fields: Fields, sources: Sources) -> tuple[FollowUp, ...]:
    """Budget, forecast and outturn by year."""
    return tuple(found for name, part in fields.parts("follow_up") if (found := _follow_up(name, part, sources)))


def _follow_up(name: str, fields: Fields, sources: Sources) -> FollowUp | None:
    fields.known("title", "year", "kind", *FIGURES)
    title, year, kind = fields.text("title", "@a title"), fields.year("year"), fields.word("kind", KINDS, "@a kind")
    if not fields.has("year"):
        fields.missing("year", "@a year")
    figures = {key: _figure(fields, key, sources) for key in FIGURES}
    budget, outturn, variance = (figures[key] for key in ("budget", "outturn", "variance"))
    if budget and outturn and variance and outturn.value - budget.value != variance.value:
        fields.tell(
            "invest_variance", fields.mark("variance"), "variance", outturn=f"{outturn.value:f}", budget=f"{budget.value:f}",
            computed=f"{outturn.value - budget.value:f}", variance=f"{variance.value:f}",
        )
    return FollowUp(name, title, year, kind, **figures) if title is not None and year is not None and kind else None


def _figure(fields: Fields, key: str, sources: Sources) -> Figure | None:
    part = fields.part(key)
    if part is None:
        return None
    part.known(*FIGURE_KEYS)
    value, cited = part.amount("is", signed=key.endswith("variance")), read_cited(part, sources)
    if not part.has("is"):
        part.missing("is", "@a number")
    return Figure(value, cited, _yes(part, "about")) if value is not None else None


def read_assumptions(fields: Fields, sources: Sources) -> dict[str, Assumption]:
    """Numbers that lines are multiplied by."""
    found = ((name, _assumption(name, part, sources)) for name, part in fields.parts("assumptions"))
    return {name: one for name, one in found if one is not None}


def _assumption(name: str, fields: Fields, sources: Sources) -> Assumption | None:
    fields.known(*ASSUMPTION_KEYS)
    title, unit = fields.text("title", "@a title"), fields.word("unit", ASSUMPTION_UNITS, "@a unit of numbers")
    numbers = {key: _number(fields, key, unit) for key in ("is", "low", "likely", "high", "deviation")}
    if not fields.has("is"):
        fields.missing("is", "@a number")
    because = fields.text("because")
    assumed = fields.plain("source") == "assumed"
    cited = read_cited(fields, {} if assumed else sources, assumed, because is not None) if not assumed else None
    if assumed and because is None:
        fields.tell("invest_no_because", fields.node.mark)
    value, low, likely, high, deviation = numbers.values()
    _check_spread(fields, low, value if likely is None else likely, high)
    year = fields.year("year")
    distribution = fields.word("distribution", DISTRIBUTIONS, default=DISTRIBUTIONS[0])
    values = tuple(one for node in fields.items("values") if (one := _number_of(fields, node, "values", unit)) is not None)
    ways = [key for key, stated in (("low", low or high), ("deviation", deviation), ("values", values)) if stated]
    if len(ways) > 1:
        fields.tell("invest_two_spreads", fields.mark(ways[1]), ways[1], one=ways[0], other=ways[1])
    if title is None or value is None or fields.problems:
        return None
    found = Assumption(name, title, value, unit, low, likely, high, year, cited, because, distribution, deviation, values)
    try:
        spread_of(found)
    except SpreadError:
        fields.tell("invest_deviation", fields.mark("deviation"), "deviation", found=str(deviation))
    return found


def _number(fields: Fields, key: str, unit: str) -> Decimal | None:
    node = fields.node.get(key)
    return _number_of(fields, node, key, unit) if node is not None and fields.has(key) else None


def _number_of(fields: Fields, node: Node, key: str, unit: str) -> Decimal | None:
    value = fields.percent_of(node, key) if unit == "percent" else fields.number_of(node, key)
    if value is not None and value < 0:
        fields.tell("invest_negative", node.mark, key, found=node.text if isinstance(node, ScalarNode) else "", expected="@zero or more")
        return None
    return value


def _check_spread(fields: Fields, low: Decimal | None, likely: Decimal | None, high: Decimal | None) -> None:
    given = [one for one in (low, likely, high) if one is not None]
    if given != sorted(given):
        fields.tell("invest_spread", fields.mark("low"), "low", low=low, likely=likely if likely is not None else "-", high=high)


def read_persons(fields: Fields, sources: Sources, lines: Collection[str]) -> Persons | None:
    """How many people the savings are about."""
    part = fields.part("persons")
    if part is None:
        return None
    part.known("is", "status", "of", "title", "source", "at", "per_person")
    count, status = _number(part, "is", "persons"), part.word("status", PERSONS, "@a status of persons")
    of, title, cited = part.names("of", lines, "line"), part.text("title"), read_cited(part, sources)
    each = part.part("per_person")
    per_person = None
    if each is not None:
        each.known("is", "source", "at")
        value = each.in_unit("kr").amount("is")
        per_person = Figure(value, read_cited(each, sources)) if value is not None else None
    if not part.has("is"):
        part.missing("is", "@a number")
    return Persons(count, status, of, title, cited, per_person) if count is not None and status else None


def read_stated_years(fields: Fields, sources: Sources) -> dict[str, Any]:
    """The years that a source speaks of, and which source."""
    part = fields.part("stated_years")
    if part is None:
        return {}
    part.known("from", "to", "source", "at")
    return {"stated_years": part.ends(), "stated_by": read_cited(part, sources) if part.has("source") else None}


def read_scope(fields: Fields, sources: Sources) -> Scope:
    """Whom the amounts are about."""
    part = fields.part("scope")
    if part is None:
        return Scope()
    part.known("includes", "integration_share", "source", "at")
    node = part.node.get("integration_share")
    unknown = node is None or (isinstance(node, ScalarNode) and node.text == "unknown")
    share = None if unknown else part.percent("integration_share")
    if share is not None and not 0 <= share <= 1:
        part.tell("invest_share_range", part.mark("integration_share"), "integration_share", found=node.text if isinstance(node, ScalarNode) else "")
    return Scope(part.text("includes"), share, read_cited(part, sources) if part.has("source") or not unknown else None)


def read_counterfactual(fields: Fields, sources: Sources) -> Counterfactual:
    """What the savings are measured against."""
    part = fields.part("compared_with")
    if part is None:
        return Counterfactual()
    part.known(*CONTROL_KEYS)
    kind = part.word("kind", COUNTERFACTUALS, "@a counterfactual", "not_stated")
    lots, sizes = part.word("lots", LOTS, default="not_stated"), (part.number("treated"), part.number("control"))
    return Counterfactual(kind, part.text("text"), read_cited(part, sources) if part.has("source") else None, lots, *sizes)


def read_effect(fields: Fields, sources: Sources) -> Effect | None:
    """What an evaluation found."""
    part = fields.part("effect")
    if part is None:
        return None
    part.known("found", "says", "source", "at")
    found, says, cited = part.word("found", EFFECTS, "@an effect"), part.text("says", "@what was found"), read_cited(part, sources)
    return Effect(found, says, cited) if found and says is not None else None


def read_conclusions(fields: Fields) -> Conclusions:
    """What follows from the figures, and what does not."""
    part = fields.part("concludes")
    if part is None:
        return Conclusions()
    part.known("can", "cannot")
    can, cannot = (tuple(text for node in part.items(key) if (text := part.text_of(node, key))) for key in ("can", "cannot"))
    return Conclusions(can, cannot)


def read_included(fields: Fields, sources: Sources) -> dict[str, Treatment]:
    """What the amounts are net or gross of, one by one."""
    section = fields.part("included")
    if section is None:
        return {}
    section.known(*INCLUDED)
    found: dict[str, Treatment] = {}
    for name in INCLUDED:
        if isinstance(section.node.get(name), ScalarNode):
            found[name] = Treatment(section.word(name, TREATMENTS, default="not_stated"))
        elif (part := section.part(name)) is not None:
            part.known("treated", "because", "source", "at")
            cited = read_cited(part, sources) if part.has("source") else None
            found[name] = Treatment(part.word("treated", TREATMENTS, "@a treatment", "not_stated"), part.text("because"), cited)
    return found


def read_missing(fields: Fields) -> tuple[Missing, ...]:
    """Numbers that the sources do not carry."""
    found = []
    for node in fields.items("missing"):
        part = fields.inside(node, "missing")
        if part is not None:
            part.known("what", "why")
            what = part.text("what", "@a what")
            if what is not None:
                found.append(Missing(what, part.text("why")))
    return tuple(found)
