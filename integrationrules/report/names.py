"""What rules, measures, parameters, assumptions and sources are called in a rulebook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from integrationrules.engine.decision import Reference
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import cited
from integrationrules.report.words import WORDS, word
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.model import Source

__all__ = ["Names"]


@dataclass(frozen=True)
class Names:
    """The names of one rulebook in one language."""

    book: Rulebook
    tr: Translator

    def title(self, rule: str) -> str:
        """A rule's title; its last name where it has none or is not in this rulebook."""
        found = self.book.rules.get(rule)
        title = found.rule.title if found else None
        return title.get(self.tr.lang) if title else rule.rpartition(".")[2].replace("_", " ")

    def set_title(self, rule: str) -> str:
        """The title of the rule set a rule is of."""
        found = self.book.rulesets.get(rule.rpartition(".")[0])
        return found.title.get(self.tr.lang) if found else rule.rpartition(".")[0]

    def label(self, what: str) -> str:
        """What a measure, parameter, rule or field is called; a value without a name is just "the value"."""
        if what in self.book.labels:
            return self.book.labels[what].get(self.tr.lang)
        if what in self.book.rules:
            return self.title(what)
        if what.endswith(".last_day") and what.rpartition(".")[0] in self.book.rules:
            return self.tr("the last day of the qualifying time")
        if what.partition(".")[0] in ("citizen", "quarter", "on") and what.rpartition(".")[2] in WORDS:
            return word(what, self.tr)
        if what in self.book.parameters or what.rpartition(".")[0] in self.book.rulesets:
            return what.rpartition(".")[2].replace("_", " ")
        return self.tr("the value")

    def candidate(self, what: str) -> str:
        """What a candidate is called."""
        return self.label(f"candidate {what}" if f"candidate {what}" in self.book.labels else what)

    def short(self, reference: Reference) -> str:
        """A citation for the margin: the act, or the title where there is none, and the place."""
        source = self._sources.get((reference.id, reference.title))
        act = source.act if source else ""
        name = act if act and act in reference.title else f"{reference.title}, {act}" if act else reference.title
        return cited(f"{name}, {reference.at}" if reference.at else name)

    def full(self, reference: Reference) -> str:
        """A source for the list: title, who made it and when."""
        source = self._sources.get((reference.id, reference.title))
        return self.source(source) if source else cited(reference.title)

    def source(self, source: Source) -> str:
        """A source's title with act, author and date, as far as they are known and not said twice."""
        said = source.title
        for part in (source.act, source.by, source.published):
            if part and part not in said:
                said = f"{said}, {part}"
        return cited(said)

    @cached_property
    def _sources(self) -> dict[tuple[str, str], Source]:
        return {(one.id, one.title): one for ruleset in self.book.rulesets.values() for one in ruleset.sources}
