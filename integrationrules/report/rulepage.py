"""One page for a rule set, in Markdown: what it answers, its rules, values over time, open questions, cases, sources, and who uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from integrationrules.report.alerts import alert_in_words, alert_title, field_name
from integrationrules.report.catalogue import SOURCE_LANGUAGE
from integrationrules.report.conditions import conditions
from integrationrules.report.lawrows import gaps, holes, value_heads, value_rows, where_read
from integrationrules.report.markdown import table
from integrationrules.report.names import Names
from integrationrules.report.quantities import HARD, day, span
from integrationrules.report.rules import PERIODS
from integrationrules.report.sentence import Sentence
from integrationrules.report.shown_cases import ShownCase
from integrationrules.report.stepchart import Step, step_chart
from integrationrules.report.values import amount, amounts
from integrationrules.report.words import word
from integrationrules.rulebook.alerts.ready import ReadyAlert
from integrationrules.rulebook.model import Assumption, Parameter, RuleSet
from integrationrules.rulebook.ready import ReadyRule
from integrationrules.rulebook.units import SCALE

__all__ = ["rule_page"]

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_UNCERTAIN = ("derived", "seed")


def rule_page(ruleset: RuleSet, names: Names, cases: Sequence[ShownCase]) -> str:
    """The page of one rule set in the language of `names`; links lead to the pages beside it, `ID.md`."""
    return "\n".join(_Page(ruleset, names, cases).lines()).rstrip("\n") + "\n"


@dataclass(frozen=True)
class _Page:
    ruleset: RuleSet
    names: Names
    cases: Sequence[ShownCase]

    def lines(self) -> Iterator[str]:
        """The whole page."""
        tr, ruleset = self.names.tr, self.ruleset
        other = ruleset.title.da if tr.lang == SOURCE_LANGUAGE else ruleset.title.en
        yield from (f"# {ruleset.title.get(tr.lang)}", "", f"*{other}*", "", f"`{ruleset.id}`", "")
        if ruleset.invented:
            yield from (tr("Invented, to show the language: nothing here is law, and it is answered only when named."), "")
        if ruleset.covers is not None:
            start, end, before = ruleset.covers
            said = tr("Covers {span}.").format(span=span(start, end - timedelta(days=1) if end else None, tr))
            yield from (f"{said} {before.get(tr.lang)}." if before else said, "")
        yield from self._answers()
        for title, part in (
            (tr("Rules"), self._rules()), (tr("Alerts"), self._alerts()),
            (tr("Amounts and limits over time"), self._parameters()), (tr("Terms"), self._terms()),
            (tr("Register codes"), self._codes()), (tr("Holidays"), self._holidays()),
            (tr("Open questions"), self._assumptions()), (tr("Cases"), self._cases()),
            (tr("Sources"), self._sources()), (tr("What it uses, and what uses it"), self._uses()),
        ):
            found = list(part)
            if found:
                yield from (f"## {title}", "", *found)
        yield tr("Decision support")

    def _answers(self) -> Iterator[str]:
        tr, rules = self.names.tr, self._own_rules()
        if rules:
            yield from (tr("What it answers:"), "")
            for rule in rules:
                asked = tr("asked about {period}").format(period=tr(PERIODS[rule.rule.period]))
                yield f"- [{self.names.title(rule.id)}](#{_anchor('rule', rule.id)}), {asked}"
        elif not self._own_alerts():
            yield tr("It answers nothing by itself; other rule sets use its terms.")
        yield ""

    def _own_rules(self) -> list[ReadyRule]:
        return [rule for rule in self.names.book.rules.values() if rule.id.rpartition(".")[0] == self.ruleset.id]

    def _own_alerts(self) -> list[ReadyAlert]:
        return [alert for alert in self.names.book.alerts.values() if alert.id.rpartition(".")[0] == self.ruleset.id]

    def _alerts(self) -> Iterator[str]:
        tr = self.names.tr
        for alert in self._own_alerts():
            yield from (f"### {alert_title(alert, alert.rule.name, tr)} {{#{_anchor('alert', alert.id)}}}", "", f"`{alert.id}`", "")
            if alert.rule.says is not None:
                said = _PLACEHOLDER.sub(lambda match: f"<var>{field_name(match[1], tr)}</var>", alert.rule.says.get(tr.lang))
                yield from (f"> {said}", "")
            for heading, lines in alert_in_words(alert, self.names):
                yield from (f"{heading}:", "", *(f"- {one}" for one in lines), "")
            where = " - ".join(part for part in where_read(alert.rule.citation, self.names) if part)
            if where:
                yield from (tr("Source: {source}").format(source=where), "")

    def _rules(self) -> Iterator[str]:
        tr = self.names.tr
        for rule in self._own_rules():
            yield from (f"### {self.names.title(rule.id)} {{#{_anchor('rule', rule.id)}}}", "", f"`{rule.id}`", "")
            if rule.rule.says is not None:
                yield from (f"> {self._says(rule.rule.says.get(tr.lang))}", "")
            yield from (*(f"- {_capital(one)}" for one in conditions(rule, self.names)), "")
            where = " - ".join(part for part in where_read(rule.rule.citation, self.names) if part)
            if where:
                yield from (tr("Source: {source}").format(source=where), "")
            if rule.parameters:
                linked = ", ".join(self._linked("value", one, self.names.label(one)) for one in rule.parameters)
                yield from (tr("Amounts and limits read: {names}").format(names=linked), "")
            if rule.assumptions:
                linked = ", ".join(self._linked("question", one, f"`{one.rpartition('.')[2]}`") for one in rule.assumptions)
                yield from (tr("Leans on the open questions: {names}").format(names=linked), "")

    def _says(self, text: str) -> str:
        """The sentence with the names of its values where it has their places."""
        return _PLACEHOLDER.sub(lambda match: f"<var>{self._value(match[1])}</var>", text)

    def _value(self, placeholder: str) -> str:
        """What a value of the sentence is called: its own label, also in another rule set, or its name."""
        alias, _, name = placeholder.rpartition(".")
        used = {"": self.ruleset.id, **dict(self.ruleset.uses)}
        if alias not in used:
            return self.names.label(placeholder)
        full = f"{used[alias]}.{name}"
        known = full in self.names.book.labels or full in self.names.book.rules
        return self.names.label(full) if known else name.replace("_", " ")

    def _linked(self, what: str, full_id: str, text: str) -> str:
        home = full_id.rpartition(".")[0]
        return f"[{text}]({'' if home == self.ruleset.id else f'{home}.md'}#{_anchor(what, full_id)})"

    def _parameters(self) -> Iterator[str]:
        for parameter in self.ruleset.parameters:
            label = _capital(self.names.label(parameter.id))
            yield from (f"### {label} {{#{_anchor('value', parameter.id)}}}", "", f"`{parameter.id}`", "")
            if parameter.unit != "date" and len(parameter.values) > 1:
                yield from (self._chart(parameter, label), "")
            yield from table(value_heads(self.names), list(value_rows(parameter, self.names)))
            missing = list(holes(parameter, self.names))
            if missing:
                yield from (f"{self.names.tr('Not known')}:", "", *(f"- {one}" for one in missing), "")

    def _chart(self, parameter: Parameter, label: str) -> str:
        tr, series = self.names.tr, dict[str, list[Step]]()
        said = []
        for value in parameter.values:
            held = span(value.start, value.end - timedelta(days=1) if value.end else None, tr)
            said.append(f"{held}: {amounts(value, parameter, self.names)}")
            pairs = value.value if isinstance(value.value, tuple) else (("", value.value),)
            for key, found in pairs:
                if found is not None:
                    name = word(key, tr, parameter.keyed_by) if key else ""
                    step = Step(value.start, value.end, float(found / SCALE[parameter.unit]), amount(found, parameter.unit, self.names),
                                value.confidence not in _UNCERTAIN)
                    series.setdefault(name, []).append(step)
        unknown = list(gaps(parameter))
        title = tr("{name} over time").format(name=label)
        return step_chart(_anchor("chart", parameter.id), title, "; ".join(said), series, unknown, tr("not known"))

    def _terms(self) -> Iterator[str]:
        tr, sentence = self.names.tr, Sentence(self.names, self.ruleset)
        rows = [(self._term(one.id), sentence.facts(one.kind, one.where), " - ".join(part for part in where_read(one.citation, self.names) if part))
                for one in self.ruleset.selections]
        rows += [(self._term(one.id), sentence.formula(one.formula), " - ".join(part for part in where_read(one.citation, self.names) if part))
                 for one in self.ruleset.definitions]
        if rows:
            yield from table((tr("Term"), tr("Meaning"), tr("Source")), rows)

    def _term(self, full_id: str) -> str:
        name = f"`{full_id.rpartition('.')[2]}`"
        return f"{self.names.label(full_id)} ({name})" if full_id in self.names.book.labels else name

    def _codes(self) -> Iterator[str]:
        tr = self.names.tr
        if self.ruleset.codes is not None:
            days = {code: f" ({day(start, tr) if start else ''}–{day(end, tr) if end else ''})" for code, start, end in self.ruleset.codes.dated}
            rows = [(f"`{group}`" if place == 0 else "", f"`{code}`" if code else "", label + days.get(code, ""))
                    for group, codes in self.ruleset.codes.groups for place, (code, label) in enumerate(codes)]
            yield from table((tr("Group"), tr("Code"), tr("Label")), rows)

    def _holidays(self) -> Iterator[str]:
        tr = self.names.tr
        rows = [(str(year), ", ".join(day(one, tr).rpartition(HARD)[0] for one in several))
                for year, several in groupby(self.ruleset.holidays, key=lambda one: one.year)]
        if rows:
            yield from table((tr("Year"), tr("Days")), rows)

    def _assumptions(self) -> Iterator[str]:
        for one in self.ruleset.assumptions:
            yield from self._assumption(one)

    def _assumption(self, one: Assumption) -> Iterator[str]:
        tr = self.names.tr
        yield from (f"### {one.asks.get(tr.lang)} {{#{_anchor('question', one.id)}}}", "", f"`{one.name}`", "")
        for option in one.options:
            default = tr(" (used unless another is chosen)") if option == one.default else ""
            yield f"- `{option}`: {word(option, tr, one.name)}{default}"
        if one.default is None:
            yield f"- {tr('undecided: the result stands only where all options agree')}"
        yield from ("", tr("Reason: {because}").format(because=one.because.get(tr.lang)), "")

    def _cases(self) -> Iterator[str]:
        tr = self.names.tr
        if self.cases:
            yield from (tr("Situations that are kept beside the rules with the answer they must give, as they stand in the files."), "")
        for path, several in groupby(self.cases, key=lambda case: case.path):
            rows = [(case.name if place == 0 else "", f"`{one.rule}`", one.asked, f"`{one.expected}`")
                    for case in several for place, one in enumerate(case.answers)]
            yield from (f"### {path.rpartition('/')[2]}", "", f"`{path}`", "", *table((tr("Case"), tr("Rule"), tr("Asked"), tr("Expected")), rows))

    def _sources(self) -> Iterator[str]:
        for source in self.ruleset.sources:
            named = self.names.source(source)
            yield f"- `{source.id}`: {f'[{named}]({source.url})' if source.url else named}"
        if self.ruleset.sources:
            yield ""

    def _uses(self) -> Iterator[str]:
        tr, book = self.names.tr, self.names.book
        used = [target for _, target in self.ruleset.uses]
        users = [one.id for one in book.rulesets.values() if self.ruleset.id in (target for _, target in one.uses)]
        for text, found in ((tr("Uses:"), used), (tr("Used by:"), users)):
            if found:
                yield from (text, "", *(f"- [{book.rulesets[one].title.get(tr.lang)}]({one}.md) (`{one}`)" for one in found), "")


def _anchor(what: str, full_id: str) -> str:
    return f"{what}-{full_id.rpartition('.')[2].replace('_', '-')}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
