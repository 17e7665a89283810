"""What differs between two rulebooks, by rule set: added, removed and changed, with the text before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..book import Rulebook
from ..fingerprint import fingerprint
from ..model import Parameter, RuleSet
from .meaning import Meanings
from .parts import parts_of, value_parts
from .written import Writer, writer

__all__ = ["Change", "Differences", "Part", "differences"]

SECTIONS = {
    "sources": "source", "parameters": "parameter", "assumptions": "assumption", "selections": "facts", "definitions": "", "candidates": "candidate",
    "rules": "rule", "payments": "payment", "deadlines": "deadline",
}
"""Fields of a rule set whose items have ids, and what one of them is called; a definition says it itself."""
_TIED = ("id", "path", "uses", "lists", "holidays", *SECTIONS)
_WORDING = ("label", "asks", "because")
"""Parts that no answer hangs on."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of something that is in both rulebooks but not the same; None where it is not there."""

    name: str
    before: str | None
    after: str | None

    def as_json(self) -> dict[str, Any]:
        """One mapping of a document."""
        return {"part": self.name, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Change:
    """Something added, removed or changed."""

    ruleset: str
    what: str
    """rule set, source, parameter, assumption, facts, set, measure, candidate, rule, payment, deadline, or a key of the rule set."""
    id: str
    kind: str
    """added, removed or changed."""
    parts: tuple[Part, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """One mapping of a document."""
        return {"ruleset": self.ruleset, "what": self.what, "id": self.id, "kind": self.kind, "parts": [part.as_json() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs."""

    changes: tuple[Change, ...]
    affected: tuple[str, ...]
    """Ids of rules in both rulebooks that ask, somewhere below them, for something that changed."""
    rewritten: tuple[str, ...]
    """Rule sets that mean the same and yet have another hash, such as by another short name for a rule set they use."""

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return not self.changes

    def as_json(self) -> dict[str, Any]:
        """One document for programs."""
        return {
            "same": self.same, "changes": [change.as_json() for change in self.changes], "affected_rules": list(self.affected),
            "rewritten": list(self.rewritten),
        }


def differences(before: Rulebook, after: Rulebook) -> Differences:
    """What `after` says otherwise than `before`."""
    meant = Meanings(before), Meanings(after)
    changes: list[Change] = []
    for name in sorted({*before.rulesets, *after.rulesets}):
        old, new = before.rulesets.get(name), after.rulesets.get(name)
        if old is None or new is None:
            found, kind = (new, "added") if old is None else (old, "removed")
            assert found is not None
            changes.append(Change(name, "ruleset", name, kind, _one_sided({"title da": (found.title.da, False), "title en": (found.title.en, False)}, kind)))
        else:
            changes += _of_ruleset(old, new, *meant)
    changed = {change.ruleset for change in changes}
    rewritten = (name for name in before.rulesets if name in after.rulesets and fingerprint(before.rulesets[name]) != fingerprint(after.rulesets[name]))
    return Differences(tuple(changes), tuple(_affected(changes, *meant)), tuple(name for name in rewritten if name not in changed))


def _of_ruleset(old: RuleSet, new: RuleSet, before: Meanings, after: Meanings) -> Iterator[Change]:
    yield from _compared(old.id, "ruleset", old.id, _about(old), _about(new))
    write = writer(old), writer(new)
    for section, called in SECTIONS.items():
        olds: dict[str, Any] = {one.id: one for one in getattr(old, section)}
        news: dict[str, Any] = {one.id: one for one in getattr(new, section)}
        for name in dict.fromkeys((*olds, *news)):
            yield from _of_item(old.id, called, olds.get(name), news.get(name), write, _mean_same(name, before, after))


def _mean_same(name: str, before: Meanings, after: Meanings) -> bool:
    found = before.own(name)
    return found is not None and found == after.own(name)


def _of_item(ruleset: str, called: str, old: Any, new: Any, write: tuple[Writer, Writer], mean_same: bool) -> Iterator[Change]:
    one = old if old is not None else new
    what = called or one.what
    olds = parts_of(old, write[0]) if old is not None else {}
    news = parts_of(new, write[1]) if new is not None else {}
    values = tuple(_values(old, new)) if isinstance(one, Parameter) else ()
    if old is None or new is None:
        kind = "added" if old is None else "removed"
        yield Change(ruleset, what, one.id, kind, (*_one_sided(news or olds, kind), *values))
        return
    yield from _compared(ruleset, what, one.id, olds, news, mean_same, values)


def _compared(
    ruleset: str, what: str, id_: str, olds: Mapping[str, tuple[str, bool]], news: Mapping[str, tuple[str, bool]], mean_same: bool = False,
    more: tuple[Part, ...] = (),
) -> Iterator[Change]:
    parts = [
        Part(name, olds[name][0] if name in olds else None, news[name][0] if name in news else None)
        for name in dict.fromkeys((*olds, *news)) if olds.get(name) != news.get(name) and not (mean_same and (olds.get(name) or news[name])[1])
    ]
    if parts or more:
        yield Change(ruleset, what, id_, "changed", (*parts, *more))


def _one_sided(parts: Mapping[str, tuple[str, bool]], kind: str) -> tuple[Part, ...]:
    return tuple(Part(name, None, text) if kind == "added" else Part(name, text, None) for name, (text, _) in parts.items())


def _values(old: Parameter | None, new: Parameter | None) -> Iterator[Part]:
    """Dated values that are not in both, by their first day."""
    olds = {one.start: value_parts(one, old) for one in old.values} if old else {}
    news = {one.start: value_parts(one, new) for one in new.values} if new else {}
    for start in sorted({*olds, *news}):
        if olds.get(start) != news.get(start):
            yield Part(f"value {start.isoformat()}", _value(olds.get(start)), _value(news.get(start)))


def _value(parts: Mapping[str, str] | None) -> str | None:
    if parts is None:
        return None
    said = {name: text for name, text in parts.items() if not (name.endswith("confidence") and text == "published")}
    return "{" + ", ".join(f"{name}: {text}" for name, text in said.items()) + "}"


def _about(ruleset: RuleSet) -> dict[str, tuple[str, bool]]:
    """What stands at the top of a file, and its tables: everything without an id of its own."""
    found = {name: text for name, text in parts_of(ruleset, writer(ruleset)).items() if name.split(" ")[0] not in _TIED}
    found |= {f"list {name}": (", ".join(words), False) for name, words in ruleset.lists}
    found |= {f"holiday {day.isoformat()}": (day.isoformat(), False) for day in ruleset.holidays}
    scheme = ruleset.quarter_weeks
    if scheme:
        alias, _, name = scheme.rpartition(".")
        found["quarter_weeks"] = (f"{dict(ruleset.uses).get(alias, alias)}.{name}" if alias else name, False)
    return found


def _affected(changes: list[Change], before: Meanings, after: Meanings) -> Iterator[str]:
    """Rules whose terms are others, or that read a parameter, assumption or table that is another."""
    changed = {
        change.id for change in changes
        if change.what in ("parameter", "assumption") and any(part.name.partition(" ")[0] not in _WORDING for part in change.parts)
    }
    holidays = {change.ruleset for change in changes if any(part.name.startswith("holiday ") for part in change.parts)}
    for name, rule in before.book.rules.items():
        other = after.book.rules.get(name)
        if other is None:
            continue
        reads = {*rule.parameters, *rule.assumptions, *other.parameters, *other.assumptions}
        asks_days = bool(holidays) and any(node.operation == "call" and node.detail[0] == "working_day" for node in (*rule.nodes, *other.nodes))
        if reads & changed or asks_days or before.whole(name) != after.whole(name):
            yield name
