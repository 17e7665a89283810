"""Generated timelines: every kind, versions, precision, open spells, odd texts, spans with holes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from integrationrules.dates import IsoWeek
from integrationrules.timeline.attributes import attributes_of
from integrationrules.timeline.cpr import holds_cpr
from integrationrules.timeline.facts import KINDS, Event, Fact, Spell
from integrationrules.timeline.problems import CaseError
from integrationrules.timeline.timeline import Timeline
from integrationrules.timeline.versions import refuse_contradictions

DAYS = st.dates(date(2012, 1, 1), date(2020, 12, 31))
TEXTS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
    .filter(lambda text: not text.isspace() and not holds_cpr(text))
    | st.sampled_from(["yes", "null", "12", "007", "on", "~", "2018-01-01", "a: b", "# x", "- x", "'", '"', "a\u2028", "\ufeffa"])
)
NUMBERS: dict[str, st.SearchStrategy[Any]] = {
    "municipality": st.integers(1, 999),
    "level": st.integers(1, 4),
    "passed": st.booleans(),
    "amount": st.decimals(0, 10**12, places=2),
}


def _closed(draw: st.DrawFn, start: date) -> dict[str, date]:
    if draw(st.booleans()):
        return {"to": start + timedelta(days=draw(st.integers(1, 900)))}
    return {"through": start + timedelta(days=draw(st.integers(0, 900)))}


@st.composite
def spans(draw: st.DrawFn, least: int = 1) -> list[dict[str, date]]:
    found = []
    for start in draw(st.lists(DAYS, min_size=least, max_size=3)):
        found.append({"from": start, **_closed(draw, start)})
    return found


@st.composite
def facts(draw: st.DrawFn, versions: bool = True) -> dict[str, Any]:
    kind = draw(st.sampled_from(list(KINDS)))
    found: dict[str, Any] = {"kind": kind, **_time(draw, KINDS[kind])}
    for attribute in attributes_of(kind):
        required = KINDS[kind].model_fields[attribute.name].is_required()
        if not required and draw(st.booleans()):
            continue
        if attribute.name == "hours_per_week":
            if draw(st.booleans()):
                found["hours_per_week"] = draw(st.decimals(Decimal("0.0001"), 100, places=4))
            else:
                found["hours_per_month"] = draw(st.decimals(Decimal("0.0001"), 430, places=4))
        elif attribute.name == "code":
            found["code"] = draw(st.sampled_from(["", "0", "012", "651", "700", "9999"]))
        elif attribute.is_text:
            found[attribute.name] = draw(st.sampled_from(attribute.categories) if attribute.categories else TEXTS)
        else:
            found[attribute.name] = draw(NUMBERS[attribute.name])
    if draw(st.booleans()):
        found["precision"] = draw(st.sampled_from(["day", "week", "month", "quarter"]))
    if draw(st.booleans()):
        found["recorded"] = draw(DAYS)
    if draw(st.integers(0, 3)) == 0:
        found["source"] = draw(TEXTS)
    if versions and draw(st.booleans()):
        found["id"] = draw(st.sampled_from(["a", "b", "c"]) | TEXTS)
        found["withdrawn"] = draw(st.integers(0, 4)) == 0
    return found


def _time(draw: st.DrawFn, model: type[Fact]) -> dict[str, Any]:
    start = draw(DAYS)
    if issubclass(model, Event):
        return {"on": start}
    if not issubclass(model, Spell):
        return {"week": IsoWeek.holding(start)}
    return {"from": start} if draw(st.integers(0, 3)) == 0 else {"from": start, **_closed(draw, start)}


@st.composite
def timelines(draw: st.DrawFn, versions: bool = True) -> Timeline:
    own = draw(st.dictionaries(st.sampled_from(["benefit", "employment", "week_code"]), spans(least=0), max_size=2))
    citizen: dict[str, Any] = {"id": draw(TEXTS)}
    optional: dict[str, st.SearchStrategy[Any]] = {
        "born": DAYS,
        "sex": st.sampled_from(["male", "female"]),
        "origin": st.sampled_from(["danish", "western", "non_western"]),
    }
    citizen |= draw(st.fixed_dictionaries({}, optional=optional))
    raw = {"citizen": citizen, "observed": {"spans": draw(spans()), "by_kind": own}}
    listed: list[dict[str, Any]] = []
    for fact in draw(st.lists(facts(versions), max_size=8)):
        if not _contradicts(raw, [*listed, fact]):
            listed.append(fact)
    return Timeline.model_validate({**raw, "facts": listed})


def _contradicts(raw: dict[str, Any], listed: list[dict[str, Any]]) -> bool:
    try:
        refuse_contradictions(Timeline.model_validate({**raw, "facts": listed}), lambda path, at_key: "")
    except CaseError:
        return True
    return False


def case(*listed: dict[str, Any], observed: object = None) -> Timeline:
    """A timeline of the facts, observed 2015-2018 unless told otherwise."""
    return Timeline.model_validate({
        "citizen": {"id": "c-001"},
        "observed": observed or {"from": "2015-01-01", "to": "2019-01-01"},
        "facts": listed,
    })


__all__ = ["DAYS", "case", "facts", "spans", "timelines"]
