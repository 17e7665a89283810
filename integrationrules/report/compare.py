"""Two rulebooks compared, as text: what was changed, who is answered otherwise and why, and whether a reform keeps to its day."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, zip_longest

from integrationrules.case.flips import Asked, Flip, Flips
from integrationrules.case.reform import ReformCheck
from integrationrules.engine.decision import Decision
from integrationrules.report.catalogue import Translator
from integrationrules.report.columns import paragraph
from integrationrules.report.names import Names
from integrationrules.report.quantities import day, number, period
from integrationrules.report.result import block
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.compare.differences import Change, Differences, Part

__all__ = ["changes_text", "flips_text", "reform_text"]

KINDS: dict[str, str] = {"added": "added", "removed": "removed", "changed": "changed"}
WHAT: dict[str, str] = {
    "ruleset": "rule set", "source": "source", "parameter": "parameter", "assumption": "assumption", "facts": "facts", "set": "set", "measure": "measure",
    "candidate": "candidate", "rule": "rule", "payment": "payment", "deadline": "deadline",
}
ANSWERS: dict[str, str] = {"met": "met", "not_met": "not met", "unknown": "cannot be decided", "running": "not yet met"}
_INDENT = 2
_BETWEEN = " | "
_MISSING = 2


def changes_text(found: Differences, before: Rulebook, after: Rulebook, tr: Translator, width: int) -> str:
    """What differs by rule set, with the text before (-) and after (+), and the rules that ask for any of it."""
    if found.same:
        lines = [tr("Both rulebooks say the same.")]
    else:
        lines = []
        for name, changes in groupby(found.changes, key=lambda change: change.ruleset):
            title = (after.rulesets.get(name) or before.rulesets[name]).title.get(tr.lang)
            lines += [*paragraph(f"{name}: {title}", width), *(line for change in changes for line in _change(change, tr, width)), ""]
        if found.affected:
            said = tr.plural("{n} rule asks for what changed:", "{n} rules ask for what changed:", len(found.affected)).format(n=len(found.affected))
            names = Names(after, tr)
            lines += [said, *(line for rule in found.affected for line in paragraph(f"{names.title(rule)} ({rule})", width, _INDENT)), ""]
    if found.rewritten:
        said = tr("Written otherwise, with another hash, but the same in meaning: {rulesets}")
        lines += paragraph(said.format(rulesets=", ".join(found.rewritten)), width)
    return "\n".join(lines).rstrip("\n") + "\n"


def _change(change: Change, tr: Translator, width: int) -> Iterator[str]:
    what = tr(WHAT[change.what])
    named = what if change.what == "ruleset" else f"{what} {change.id.rpartition('.')[2]}"
    yield f"  {named}: {tr(KINDS[change.kind])}"
    for part in change.parts:
        yield from _part(part, width)


def _part(part: Part, width: int) -> Iterator[str]:
    yield f"    {part.name}"
    for sign, text in (("-", part.before), ("+", part.after)):
        if text is not None:
            yield from textwrap.wrap(
                text, width, initial_indent=f"      {sign} ", subsequent_indent=" " * 10, break_on_hyphens=False, break_long_words=False)


def flips_text(found: Flips, tr: Translator, width: int) -> str:
    """How many people and answers flip, from what to what, and examples with both answers side by side."""
    said = tr.plural("{flipped} of {n} person is answered otherwise.", "{flipped} of {n} persons are answered otherwise.", found.people)
    lines = [said.format(flipped=number(found.flipped, tr), n=number(found.people, tr))]
    names = Names(found.asked.after, tr)
    for rule in found.rules:
        lines += paragraph(f"{names.title(rule)} ({rule})", width, _INDENT)
        for (old, new), count in sorted(found.verdicts.get(rule, {}).items()):
            counted = tr.plural("{n} answer", "{n} answers", count).format(n=number(count, tr))
            lines.append(f"    {tr(ANSWERS[old])} -> {tr(ANSWERS[new])}: {counted}")
        if count := found.values[rule]:
            lines.append("    " + tr.plural(
                "{n} answer with the same verdict, and another value or day", "{n} answers with the same verdict, and another value or day", count,
            ).format(n=number(count, tr)))
    for flip in found.examples:
        lines += ["", *_example(flip, found.asked, tr, width)]
    return "\n".join(lines) + "\n"


def _example(flip: Flip, asked: Asked, tr: Translator, width: int) -> Iterator[str]:
    """One citizen's answer under both, in two columns."""
    yield from paragraph(tr("Example: {citizen}").format(citizen=flip.citizen), width)
    column = (width - len(_BETWEEN)) // 2
    left, right = (
        [title, "", *block(_short(decision), Names(book, tr), column).splitlines()]
        for title, decision, (book, _) in zip((tr("Before"), tr("After")), flip.explained(asked), asked.books(), strict=True)
    )
    for one, other in zip_longest(_fitting(left, column), _fitting(right, column), fillvalue=""):
        yield f"{one:<{column}}{_BETWEEN}{other}".rstrip()


def _short(decision: Decision) -> Decision:
    """Without the assumptions that decide nothing, and with the first of what is missing."""
    leaned = {one.assumption for one in decision.depends_on}
    assumptions = {name: option for name, option in decision.assumptions.items() if name in leaned}
    return replace(decision, assumptions=assumptions, missing=decision.missing[:_MISSING])


def _fitting(lines: Sequence[str], column: int) -> Iterator[str]:
    """The lines of a column, none wider than it: a word that is longer than a line is broken."""
    for line in lines:
        yield from textwrap.wrap(line, column, subsequent_indent="  ", drop_whitespace=False, replace_whitespace=False) if len(line) > column else [line]


def reform_text(found: ReformCheck, tr: Translator, width: int) -> str:
    """Whether the time before a reform is answered as before it, and what is not."""
    asked = tr.plural("{n} answer about the time before", "{n} answers about the time before", found.answers).format(n=number(found.answers, tr))
    days = tr.plural("{n} day", "{n} days", len(found.days)).format(n=len(found.days))
    if found.holds:
        said = tr("The reform of {day} changes nothing before that day: {asked}, on {days} and in all quarters before.")
        return "\n".join(paragraph(said.format(day=day(found.day, tr), asked=asked, days=days), width)) + "\n"
    lines = paragraph(tr("THE REFORM OF {day} CHANGES ANSWERS ABOUT THE TIME BEFORE IT:").format(day=day(found.day, tr)), width)
    names = Names(found.asked.after, tr)
    for (rule, about), count in sorted(found.differing.items()):
        persons = tr.plural("{n} person", "{n} persons", count).format(n=number(count, tr))
        lines += paragraph(f"{names.title(rule)} ({rule}), {_about(about, tr)}: {persons}", width, _INDENT)
    for flip in found.examples:
        lines += ["", *_example(flip, found.asked, tr, width)]
    return "\n".join(lines) + "\n"


def _about(about: str, tr: Translator) -> str:
    """A day or a quarter."""
    return period(about, tr) if "Q" in about else tr("as of {day}").format(day=day(date.fromisoformat(about), tr))
