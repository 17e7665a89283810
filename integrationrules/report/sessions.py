"""A session as a diary: each event, the alerts it raised and withdrew and why, and in the end what stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from integrationrules.lines import written_fact
from integrationrules.report.alerts import alert_title, field_name, shown_value, whom
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import beside, paragraph
from integrationrules.report.names import Names
from integrationrules.report.quantities import HARD, cited, day
from integrationrules.report.words import word
from integrationrules.rulebook.book import Rulebook
from integrationrules.sessions.alert import Alert, AlertSource, Withdrawal
from integrationrules.sessions.event import Event
from integrationrules.sessions.messages import MESSAGES
from integrationrules.sessions.problems import SessionError
from integrationrules.sessions.replaying import Difference, Entry
from integrationrules.sessions.session import CaseSession
from integrationrules.timeline.plain import plain_fact
from integrationrules.timeline.statement import Fact

__all__ = ["alert_lines", "compared_text", "diary_text", "session_problem"]

_DATED = 19
"""Room for the longest date."""
_HASH_SHOWN = 12
_WIDEST_SOURCE = 34


def diary_text(entries: Sequence[Entry], session: CaseSession, lang: str, width: int = 100) -> str:
    """The whole diary, ending with a line break."""
    names = Names(session.rulebook, translator(lang))
    tr = names.tr
    lines = [_between(tr("Diary of the case"), tr("as of {day}").format(day=day(session.today, tr)), width), ""]
    for entry in entries:
        if entry.event.kind == "advance" and not entry.told and entry is not entries[-1]:
            continue                    # a day on which nothing was to be told
        lines += _entry(entry, names, width)
    lines += ["", tr("What stands:") if session.alerts else tr("No alert stands.")]
    for alert in session.alerts:
        lines += alert_lines(alert, names, width)
    return "\n".join(lines) + "\n\n" + _footer([alert for entry in entries for alert in entry.told], session, tr, width)


def alert_lines(alert: Alert, names: Names, width: int, indent: int = 2) -> Iterator[str]:
    """An alert with whom it is to, its sentence, and why it was withdrawn where it was."""
    tr, rule = names.tr, names.book.alerts.get(alert.rule)
    title, to = alert_title(rule, alert.alert, tr), whom(alert.to, tr)
    sign = "+" if alert.status == "raised" else "-"
    source = _short(alert.sources[0]) if alert.sources and alert.status == "raised" else ""
    yield from beside(f"{sign} {title} ({to})", source, width, indent, widest=_WIDEST_SOURCE)
    if alert.reason is not None:
        yield from paragraph(tr("No longer: {why}").format(why=_reason(alert.reason, names)), width, indent + 4)
    elif rule and rule.rule.says:
        shown = {name: shown_value(value, tr) for name, value in alert.values.items()}
        yield from paragraph(rule.rule.says.get(tr.lang).format_map(_Known(shown, tr("not known"))), width, indent + 4)


def compared_text(found: Sequence[Difference], before: Rulebook, after: Rulebook, lang: str, width: int = 100) -> str:
    """The events that tell something else under the other rules, and what."""
    tr = translator(lang)
    if not found:
        return tr("The log tells the same under both rulebooks.") + "\n"
    lines = [tr("Under the other rulebook the log tells something else:")]
    for one in found:
        lines += ["", *_dated(one.today, _said(one.event, tr), tr, width)]
        for told, book, sign in ((one.before, before, tr("only under the first")), (one.after, after, tr("only under the other"))):
            lines += paragraph(f"{sign}:", width, 2) if told else []
            for alert in told:
                lines += alert_lines(alert, Names(book, tr), width, 4)
    return "\n".join(lines) + "\n"


def session_problem(error: SessionError, lang: str) -> str:
    """Why an event or a log is refused."""
    tr = translator(lang)
    values = {name: word(str(value), tr) if name in ("kind", "found") and error.id in ("before_birth", "other_kind") else
              day(value, tr) if isinstance(value, date) else value for name, value in error.values.items()}
    said = tr(MESSAGES[error.id]).format(**values)
    return tr("event {number}: {problem}").format(number=error.number, problem=said) if error.number else said


class _Known(dict[str, str]):
    """Values of a sentence; one that is not known says so."""

    def __init__(self, known: Mapping[str, str], otherwise: str) -> None:
        super().__init__(known)
        self._otherwise = otherwise

    def __missing__(self, name: str) -> str:
        return self._otherwise


def _entry(entry: Entry, names: Names, width: int) -> Iterator[str]:
    tr = names.tr
    said = _said(entry.event, tr, entry.withdrawn)
    if entry.late:
        said = tr("{what} (recorded {day}, received late)").format(what=said, day=day(entry.event.recorded, tr))
    yield from _dated(entry.today, said, tr, width)
    for alert in entry.told:
        yield from alert_lines(alert, names, width)


def _dated(on: date, said: str, tr: Translator, width: int) -> Iterator[str]:
    first, *others = paragraph(said, width - _DATED, hanging=0)
    yield day(on, tr).ljust(_DATED) + first
    yield from (" " * _DATED + line for line in others)


def _said(event: Event, tr: Translator, withdrawn: Fact | None = None) -> str:
    """What an event says, as a sentence in the diary."""
    if event.kind == "opened":
        return tr("The case is opened")
    if event.kind == "advance":
        return tr("The day has come")
    if event.kind == "withdrawal":
        return tr("Withdrawn: {fact}").format(fact=_line(withdrawn, tr)) if withdrawn is not None else tr("A fact is withdrawn")
    assert event.fact is not None
    line = _line(event.fact, tr)
    return tr("Correction: {fact}").format(fact=line) if event.kind == "correction" else line


def _line(fact: Fact, tr: Translator) -> str:
    """A fact on a line, with a capital letter."""
    line = written_fact({name: value for name, value in plain_fact(fact).items() if name not in ("id", "recorded", "source")}, tr)
    return line[:1].upper() + line[1:]


def _reason(reason: Withdrawal, names: Names) -> str:
    tr, name = names.tr, reason.name
    if reason.why == "fact_withdrawn":
        return tr("a fact was withdrawn ({kind})").format(kind=word(name, tr))
    if reason.why == "fact_corrected":
        return tr("a fact was corrected ({kind}: {change})").format(kind=word(name, tr), change=_change(reason, tr))
    if reason.why == "found":
        what, _, of = name.partition(" ")
        return tr("there is now: {what}").format(what=names.title(of) if what == "decision" else word(of, tr))
    if reason.why == "decision_changed":
        return tr("{rule}: {change}").format(rule=names.title(name), change=_change(reason, tr))
    return tr("the rules are others") if reason.why == "rules" else tr("its day has passed")


def _change(reason: Withdrawal, tr: Translator) -> str:
    nothing = tr("(none)")
    parts: list[str] = []
    for name in {**reason.before, **reason.now}:
        before, now = (shown_value(found[name], tr) if name in found else nothing for found in (reason.before, reason.now))
        parts.append(f"{field_name(name, tr)} {before} -> {now}")
    return "; ".join(parts)


def _short(source: AlertSource) -> str:
    name = source.act if source.act and source.act in source.title else f"{source.title}, {source.act}" if source.act else source.title
    return cited(f"{name}, {source.at}" if source.at else name)


def _footer(told: Iterable[Alert], session: CaseSession, tr: Translator, width: int) -> str:
    sources = dict.fromkeys(f"{one.title}, {one.act}" if one.act and one.act not in one.title else one.title for alert in told for one in alert.sources)
    lines = [tr("Decision support")]
    if sources:
        lines += [tr("Sources:"), *(line for source in sources for line in paragraph(cited(source), width, 2))]
    lines += paragraph(tr("Rulebook: {hashes}").format(hashes=session.rulebook_hash[:_HASH_SHOWN]), width)
    return "\n".join(lines) + "\n"


def _between(left: str, right: str, width: int) -> str:
    return left + right.replace(" ", HARD).rjust(width - len(left))
