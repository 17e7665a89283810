"""Rules, parameters, measures and assumptions as text: what they say, where from, and what they lean on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from integrationrules.report.alerts import alert_in_words, alert_title
from integrationrules.report.catalogue import LANGUAGES, SOURCE_LANGUAGE, translator
from integrationrules.report.columns import beside, paragraph
from integrationrules.report.names import Names
from integrationrules.report.quantities import span
from integrationrules.report.sentence import Sentence
from integrationrules.report.values import cite, value_lines
from integrationrules.report.words import word
from integrationrules.rulebook.alerts.ready import ReadyAlert
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.model import Assumption, Definition, Parameter, Selection
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.version import VERSION

__all__ = ["Explained", "explain", "explainable", "named_in", "overview", "rules_json", "said_of", "terms_of"]

Explained = ReadyRule | ReadyAlert | Parameter | Definition | Selection | Assumption
PERIODS: dict[str, str] = {"citizen": "a day", "quarter": "a quarter", "week": "a week"}
_INDENT = 2


def explainable(book: Rulebook) -> Mapping[str, Explained]:
    """Everything that can be explained, by full id."""
    found: dict[str, Explained] = {**book.rules, **book.alerts, **book.parameters, **book.assumptions}
    for ruleset in book.rulesets.values():
        found.update({one.id: one for one in ruleset.definitions})
        found.update({one.id: one for one in ruleset.selections})
    return found


def explain(book: Rulebook, full_id: str, lang: str, width: int = 100) -> str:
    """The text about one rule, parameter, measure, set, selection of facts or assumption; `KeyError` if there is none."""
    page = _Page(Names(book, translator(lang)), width)
    match explainable(book)[full_id]:
        case ReadyRule() as rule:
            lines = page.rule(rule)
        case ReadyAlert() as alert:
            lines = page.alert(alert)
        case Parameter() as parameter:
            lines = page.parameter(parameter)
        case Assumption() as assumption:
            lines = page.assumption(assumption)
        case Definition() | Selection() as definition:
            lines = page.definition(definition)
    return "\n".join(lines) + "\n"


def overview(book: Rulebook, lang: str, width: int = 100) -> str:
    """All rules by rule set: name, title, what it is asked about, and source."""
    names = Names(book, translator(lang))
    lines: list[str] = []
    for ruleset in book.rulesets.values():
        rules = [rule for rule in book.rules.values() if rule.id.rpartition(".")[0] == ruleset.id]
        alerts = [alert for alert in book.alerts.values() if alert.id.rpartition(".")[0] == ruleset.id and alert.rule.concludes.what == "alert"]
        if rules or alerts:
            lines += ["", *paragraph(f"{ruleset.id}: {ruleset.title.get(lang)}", width)]
            longest = max(len(id_.rpartition(".")[2]) for id_ in [*(one.id for one in rules), *(one.id for one in alerts)])
        for rule in rules:
            source = names.short(cite(rule.rule.citation)) if rule.rule.citation else ""
            said = f"{rule.id.rpartition('.')[2].ljust(longest)}  {names.title(rule.id)} ({names.tr(PERIODS[rule.rule.period])})"
            lines += beside(said, source, width, _INDENT)
        for alert in alerts:
            source = names.short(cite(alert.rule.citation)) if alert.rule.citation else ""
            said = f"{alert.rule.name.ljust(longest)}  {alert_title(alert, alert.rule.name, names.tr)} ({names.tr('an alert')})"
            lines += beside(said, source, width, _INDENT)
    return "\n".join(lines[1:]) + "\n"


def rules_json(book: Rulebook) -> dict[str, Any]:
    """All rules with titles in both languages, period, source and the hash of what they are read from."""
    named = {lang: Names(book, translator(lang)) for lang in LANGUAGES}
    found = [
        {"id": rule.id, "period": rule.rule.period, "title": {lang: names.title(rule.id) for lang, names in named.items()},
         "source": named[SOURCE_LANGUAGE].short(cite(rule.rule.citation)) if rule.rule.citation else None,
         "invented": book.ruleset_of(rule.id).invented, "rulebook_hash": book.hash_of(rule.id.rpartition(".")[0])}
        for rule in book.rules.values()
    ]
    return {"format": 1, "rules": found, "version": VERSION}


@dataclass(frozen=True)
class _Page:
    names: Names
    width: int

    def rule(self, rule: ReadyRule) -> Iterator[str]:
        """Title, condition and value in words, then the terms, parameters and assumptions behind them."""
        tr, book, found = self.names.tr, self.names.book, rule.rule
        ruleset = book.ruleset_of(rule.id)
        sentence = Sentence(self.names, ruleset)
        yield from beside(self.names.title(rule.id), tr("asked about {period}").format(period=tr(PERIODS[found.period])), self.width)
        yield from beside(rule.id, self.names.short(cite(found.citation)) if found.citation else "", self.width)
        if found.when is not None:
            yield from self._section(tr("Met when"), [sentence.formula(found.when)])
        if found.value is not None:
            yield from self._section(tr("Value"), [sentence.formula(found.value)])
        if ruleset.covers is not None:
            start, end, before = ruleset.covers
            yield from self._section(tr("Covers"), [span(start, end, tr), *([before.get(tr.lang)] if before else [])])
        terms = terms_of(rule, explainable(book))
        yield from self._section(tr("Terms"), [f"{self._called(term.id)}: {said_of(term, self.names)}" for term in terms])
        parameters = [book.parameters[one] for one in rule.parameters]
        if parameters:
            yield from ["", tr("Parameters")]
        for parameter in parameters:
            yield from paragraph(self._called(parameter.id), self.width, _INDENT)
            yield from value_lines(parameter, self.names, self.width, _INDENT * 2)
        for one in rule.assumptions:
            yield ""
            yield from self.assumption(book.assumptions[one])
        used = [one for one in book.closure(ruleset.id) if one != ruleset.id]
        yield from self._section(tr("Rule sets used"), [f"{one}: {book.rulesets[one].title.get(tr.lang)}" for one in used])

    def alert(self, alert: ReadyAlert) -> Iterator[str]:
        """Title, what must and must not be there, and what follows."""
        cited = self.names.short(cite(alert.rule.citation)) if alert.rule.citation else ""
        yield from paragraph(alert_title(alert, alert.rule.name, self.names.tr), self.width)
        yield from beside(alert.id, cited, self.width)
        for heading, lines in alert_in_words(alert, self.names):
            yield from self._section(heading, lines)

    def parameter(self, parameter: Parameter) -> Iterator[str]:
        """The name and every dated value."""
        yield self.names.label(parameter.id)
        yield parameter.id
        yield from value_lines(parameter, self.names, self.width, _INDENT)

    def assumption(self, assumption: Assumption) -> Iterator[str]:
        """The question, its options with the default, and the reason for it."""
        tr = self.names.tr
        question = assumption.asks.get(tr.lang)
        yield from paragraph(tr("Assumption {name}: {question}").format(name=assumption.name, question=question), self.width)
        for option in assumption.options:
            default = tr(" (used unless another is chosen)") if option == assumption.default else ""
            yield from paragraph(f"{option}: {word(option, tr, assumption.name)}{default}", self.width, _INDENT)
        if assumption.default is None:
            yield from paragraph(tr("undecided: the result stands only where all options agree"), self.width, _INDENT)
        yield from paragraph(tr("Reason: {because}").format(because=assumption.because.get(tr.lang)), self.width, _INDENT)

    def definition(self, definition: Definition | Selection) -> Iterator[str]:
        """A measure, set or selection of facts in words, with its source."""
        yield self.names.label(definition.id)
        yield from beside(definition.id, self.names.short(cite(definition.citation)) if definition.citation else "", self.width)
        yield from self._section("", [said_of(definition, self.names)])

    def _section(self, title: str, texts: list[str]) -> Iterator[str]:
        if texts:
            yield from ["", title] if title else [""]
        for text in texts:
            yield from paragraph(text, self.width, _INDENT)

    def _called(self, full_id: str) -> str:
        name = full_id.rpartition(".")[2]
        return f"{self.names.label(full_id)} ('{name}')" if full_id in self.names.book.labels else f"'{name}'"


def terms_of(rule: ReadyRule, known: Mapping[str, Explained]) -> list[Definition | Selection]:
    """The measures, sets and selections behind a rule, from the rule down."""
    return [term for one in named_in(rule) if isinstance(term := known.get(one), Definition | Selection)]


def said_of(term: Definition | Selection, names: Names) -> str:
    """What a measure, set or selection of facts says, in words."""
    sentence = Sentence(names, names.book.ruleset_of(term.id))
    if isinstance(term, Definition):
        return sentence.formula(term.formula)
    facts = sentence.facts(term.kind, term.where)
    return names.tr("the first of {facts}").format(facts=facts) if term.first else facts


def named_in(rule: ReadyRule) -> list[str]:
    """Ids of everything named in the rule's terms, from the rule down."""
    found: dict[str, None] = {}
    seen: set[int] = set()
    waiting = [term for term in (rule.when, rule.value) if term is not None]
    while waiting:
        node = waiting.pop(0)
        if id(node) not in seen:
            seen.add(id(node))
            waiting.extend(node.arguments)
            if node.operation == "named" and isinstance(node.detail, tuple):
                found[str(node.detail[0])] = None
    return list(found)
