"""The cases beside a rule set as a page shows them: their names, what is asked, and the answer that is expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from integrationrules.case.expected import Expected, read_expected
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import day, period
from integrationrules.rulebook.model import RuleSet
from integrationrules.sessions.cases import read_expected_alerts
from integrationrules.timeline.documents import yaml_values
from integrationrules.timeline.files import placer

__all__ = ["ShownAnswer", "ShownCase", "shown_cases"]


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One expectation in words."""

    rule: str
    asked: str
    expected: str


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A case's name, where it stands under the rulebook's root, and what it expects."""

    name: str
    path: str
    answers: tuple[ShownAnswer, ...]


def shown_cases(ruleset: RuleSet, root: Path | str, tr: Translator) -> Iterator[ShownCase]:
    """The cases of a rule set in order of files; raises `CaseError` for a file that cannot be read as cases."""
    folder = Path(root, *ruleset.id.split("."))
    for path in sorted(each for each in (folder / "cases").glob("*") if each.suffix in (".yaml", ".yml")):
        shown, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8-sig")
        for number, document in enumerate(yaml_values(text)):
            place = placer(text, shown, number)
            answers = (read_expected(asked, at, place) for at, asked in enumerate(document.get("expect") or ()))
            standing = (read_expected_alerts(asked, at, place) for at, asked in enumerate(document.get("alerts") or ()))
            found = (*(ShownAnswer(one.rule, _asked(one, tr), one.line) for one in answers),
                     *(ShownAnswer("alerts", day(one.on, tr), one.line) for one in standing))
            yield ShownCase(str(document.get("case", shown)), shown, found)


def _asked(one: Expected, tr: Translator) -> str:
    parts = [period(str(quarter), tr) for quarter in one.quarters]
    if one.on:
        parts.append(day(one.on, tr))
    if one.as_known:
        parts.append(tr("as known on {day}").format(day=day(one.as_known, tr)))
    parts += [f"`{name}={option}`" for name, option in one.options.items()]
    return ", ".join(parts)
