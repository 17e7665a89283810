"""Results as text for the terminal: verdict first, then what it hangs on, why, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from integrationrules.dates import IsoWeek, Quarter, QuarterScheme
from integrationrules.engine.decision import Answer, Decision, Missing, Reference
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import beside, paragraph
from integrationrules.report.names import Names
from integrationrules.report.quantities import HARD, day, period, quantity, span, unit_template, with_unit
from integrationrules.report.reasons import VERDICTS, reason_text
from integrationrules.report.standing import standing
from integrationrules.report.words import word
from integrationrules.rulebook.book import Rulebook
from integrationrules.verdict import Verdict

__all__ = [
    "NOTES", "answer_line", "block", "blocks", "dependence_texts", "do_not_apply", "footer", "idle", "missing_text", "text", "when_text",
]

HEADLINES: dict[Verdict, str] = {Verdict.MET: "MET", Verdict.NOT_MET: "NOT MET", Verdict.UNKNOWN: "CANNOT BE DECIDED"}
NOTES: dict[str, str] = {"own_date": "Facts that do not say when they were recorded count from their own date."}
_HASH_SHOWN = 12
_INDENT = 2
_GAP = 3
_WORD = re.compile(r"\w+")


def text(decisions: Sequence[Decision], book: Rulebook, lang: str, width: int = 100) -> str:
    """All decisions with their reasons, and the sources once for all; ends with a line break."""
    parts = [*blocks(decisions, book, lang, width), footer(decisions, book, lang, width)]
    return "\n".join(parts)


def blocks(decisions: Iterable[Decision], book: Rulebook, lang: str, width: int = 100) -> Iterator[str]:
    """The text of each decision, one after the other, each ending with a line break."""
    names = Names(book, translator(lang))
    found = list(decisions)
    aside = idle(found, book)
    for decision in found:
        if decision not in aside:
            yield block(decision, names, width)
    if aside:
        yield do_not_apply(aside, names, width)


def idle(decisions: Sequence[Decision], book: Rulebook) -> list[Decision]:
    """Of several decisions those about deadlines that the citizen surely does not have."""
    return [decision for decision in decisions if len(decisions) > 1 and _does_not_apply(decision, book)]


def do_not_apply(decisions: Iterable[Decision], names: Names, width: int = 100) -> str:
    """Their titles in one paragraph, ending with a line break."""
    titles = "; ".join(names.title(decision.rule) for decision in decisions)
    return "\n".join(paragraph(names.tr("Do not apply to the citizen: {titles}").format(titles=titles), width)) + "\n"


def _does_not_apply(decision: Decision, book: Rulebook) -> bool:
    """Whether it is a deadline that the citizen surely does not have, under any reading."""
    rule = book.rules.get(decision.rule)
    if rule is None or rule.due is None or decision.depends_on:
        return False
    return decision.verdict is Verdict.NOT_MET and decision.value is None


def block(decision: Decision, names: Names, width: int = 100, under: Sequence[str] = ()) -> str:
    """The text of one decision, with the lines `under` its headline, ending with a line break."""
    return "\n".join([*_headline(decision, names, width), *under, *_body(decision, names, width)]) + "\n"


def answer_line(decision: Decision, names: Names) -> str:
    """The verdict and the value, as in the headline."""
    tr = names.tr
    verdict = tr("NOT YET MET") if decision.running and decision.verdict is Verdict.NOT_MET else tr(HEADLINES[decision.verdict])
    value = _value(decision.answer, names.title(decision.rule), tr)
    if decision.confidence == "derived" and value:
        value = tr("about {value}").format(value=value)
    return f"{verdict}{', ' + value if value else ''}"


def footer(decisions: Iterable[Decision], book: Rulebook, lang: str, width: int = 100) -> str:
    """What holds for all: that this supports a decision, the sources, how facts were read, the rules' hashes."""
    tr = translator(lang)
    names = Names(book, tr)
    sources: dict[str, None] = {}
    hashes: dict[str, None] = {}
    notes: dict[str, None] = {}
    for decision in decisions:
        sources.update(dict.fromkeys(names.full(source) for source in decision.sources))
        hashes[decision.rulebook_hash[:_HASH_SHOWN]] = None
        notes.update(dict.fromkeys(decision.notes))
    lines = [tr("Decision support")]
    if sources:
        lines += [tr("Sources:"), *(line for source in sources for line in paragraph(source, width, _INDENT))]
    for note in notes:
        lines += paragraph(tr(NOTES.get(note, note)), width)
    if book.overlay is not None:
        said = tr("Values from {file} ({hash}): {parameters}")
        parameters = ", ".join(book.overlay.parameters)
        lines += paragraph(said.format(file=book.overlay.file, hash=book.overlay.hash[:_HASH_SHOWN], parameters=parameters), width)
    lines += [line for said in own_codes(book, tr) for line in paragraph(said, width)]
    if hashes:
        lines += paragraph(tr("Rulebook: {hashes}").format(hashes=", ".join(hashes)), width)
    return "\n".join(lines) + "\n"


def own_codes(book: Rulebook, tr: Translator) -> Iterator[str]:
    """Which register codes are the caller's own."""
    if book.codes is not None:
        said = tr("Register codes from {file} ({hash}): {codes}")
        yield said.format(file=book.codes.file, hash=book.codes.hash[:_HASH_SHOWN], codes=", ".join(book.codes.given) or "–")


def _headline(decision: Decision, names: Names, width: int) -> list[str]:
    said, when = f"{names.title(decision.rule)}: {answer_line(decision, names)}", when_text(decision, names.tr)
    if len(said) + len(when) + _GAP <= width:
        return [said + when.rjust(width - len(said))]
    return [*paragraph(said, width), *(line.rjust(width) for line in paragraph(when, width, hanging=0))]


def when_text(decision: Decision, tr: Translator) -> str:
    """What was asked about: the period and the day."""
    asked = tr("as of {day}").format(day=day(decision.on, tr)).replace(" ", HARD)
    parts = [asked]
    if decision.period != "citizen":
        parts = [period(decision.period, tr), *([asked] if decision.on != _last_day(decision) else [])]
    if decision.projected and not decision.running:         # of what is running only the days ahead are projected, and they say so
        parts.append(tr("projected"))
    if decision.as_known is not None:
        parts.append(tr("as known on {day}").format(day=day(decision.as_known, tr)))
    return ", ".join(parts)


def _last_day(decision: Decision) -> date:
    """The last day of the period's weeks, at which it is asked about unless another day was given."""
    if "W" in decision.period:
        return IsoWeek.parse(decision.period).monday + timedelta(days=6)
    scheme: QuarterScheme = "blocks13" if (decision.quarter or {}).get("scheme") == "blocks13" else "thursday"
    return Quarter.parse(decision.period).last_monday(scheme) + timedelta(days=6)


def _value(answer: Answer, title: str, tr: Translator) -> str:
    """The value with its unit; the unit is left out where the title names it (`Dage tilbage ...: OPFYLDT, 215`)."""
    value = answer.value
    if value is None or (value.least is None and value.greatest is None):
        return ""
    units = {unit_template(value.unit, count, tr).replace("{n}", "").strip().casefold() for count in (1, 2)}
    named = not units.isdisjoint(_WORD.findall(title.casefold()))
    return quantity(value, tr) if named else with_unit(value, tr)


def _body(decision: Decision, names: Names, width: int) -> Iterator[str]:
    yield from _dependences(decision, names, width)
    for line in standing(decision, names.tr):
        yield from paragraph(line, width, _INDENT)
    if decision.confidence == "derived":
        yield from paragraph(names.tr("The amount is computed, not read: it must not be claimed on this basis."), width, _INDENT)
    shown: Reference | None = None
    for reason in decision.because:
        # A citation that the line above already carries is not repeated.
        source = reason.source if reason.source != shown else None
        shown = reason.source or shown
        said = reason_text(reason, names, decision.rule)
        yield from beside(said, names.short(source) if source else "", width, _INDENT * (1 + reason.depth))
    for missing in decision.missing:
        yield from paragraph(names.tr("Missing: {what}").format(what=missing_text(missing, names)), width, _INDENT)
    if decision.assumptions:
        chosen = ", ".join(f"{name}={option or names.tr('undecided')}" for name, option in decision.assumptions.items())
        yield from paragraph(names.tr("Assumptions: {chosen}").format(chosen=chosen), width, _INDENT)


def _dependences(decision: Decision, names: Names, width: int) -> Iterator[str]:
    for answers, question in dependence_texts(decision, names):
        yield from paragraph(answers, width, _INDENT)
        yield from paragraph(question, width, _INDENT * 2)


def dependence_texts(decision: Decision, names: Names) -> Iterator[tuple[str, str]]:
    """For each assumption that changes the answer, the answers of its options, and the question."""
    tr = names.tr
    by_name: dict[str, list[tuple[str, Answer, bool]]] = {}
    for one in decision.depends_on:
        by_name.setdefault(one.assumption, []).append((one.option, one.answer, one.running))
    for name, others in by_name.items():
        chosen = decision.assumptions.get(name)
        answers = [(chosen, decision.answer, decision.running), *others] if chosen else others
        title = names.title(decision.rule)
        template = tr("{answer} if {option}")
        said = ", ".join(template.format(answer=_answer(answer, title, tr, running), option=word(option, tr, name)) for option, answer, running in answers)
        yield tr("DEPENDS ON INTERPRETATION: {answers}").format(answers=said), f"{_question(name, names)} ({name})"


def _answer(answer: Answer, title: str, tr: Translator, running: bool = False) -> str:
    value = _value(answer, title, tr)
    if running:
        return tr("not yet met")
    return f"{tr(VERDICTS[answer.verdict])}{f' ({value})' if value else ''}"


def _question(name: str, names: Names) -> str:
    try:
        return names.book.assumption(name).asks.get(names.tr.lang)
    except KeyError:
        return name.replace("_", " ")


def missing_text(missing: Missing, names: Names) -> str:
    """What is missing, and where to state it."""
    tr = names.tr
    if missing.what == "citizen":
        field = word(missing.name, tr, "citizen")
        return tr("the citizen's {field}. State it as '{key}' under 'citizen'").format(field=field, key=missing.name)
    if missing.what == "field":
        kind, _, name = missing.name.rpartition(".")
        return tr("{field} ({kind}). State it as '{key}' on the fact").format(field=word(name, tr, kind), kind=word(kind, tr), key=name)
    if missing.what == "parameter":
        name = names.label(missing.name)
        if missing.start is None:
            return tr("the value of '{name}'. Supply it with --parameters FILE; see: integrationrules explain {id}").format(name=name, id=missing.name)
        template = tr("the value of '{name}' on {day}. Supply it with --parameters FILE; see: integrationrules explain {id}")
        return template.format(name=name, day=day(missing.start, tr), id=missing.name)
    last = missing.end - timedelta(days=1) if missing.end else None
    parts = [tr("facts about {kind}").format(kind=word(missing.name, tr)), span(missing.start, last, tr)]
    if missing.weeks:
        parts.append("(" + tr.plural("{n} week", "{n} weeks", missing.weeks).format(n=missing.weeks).replace(" ", HARD) + ")")
    return " ".join(part for part in parts if part)
