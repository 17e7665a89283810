"""`integrationrules test --mutate`: one change at a time, and whether a case notices."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from integrationrules.commands.terminal import UnusableInput, say, width
from integrationrules.mutation.survey import Surveyed, percent, survey
from integrationrules.mutation.trial import CasesFail
from integrationrules.report.catalogue import translator
from integrationrules.report.mutation import mutation_markdown, mutation_text
from integrationrules.report.problems import suggestion
from integrationrules.rulebook.diagnostics import nearest
from integrationrules.rulebook.load import ruleset_folders
from integrationrules.version import VERSION

__all__ = ["FORMS", "run"]

FORMS = ("text", "json", "markdown")


def run(root: Path, names: Sequence[str], lang: str, form: str | None, jobs: int) -> int:
    """Prints what became of every mutant; 1 if one survives without a reason, or a reason speaks of no survivor, else 0."""
    tr = translator(lang)
    if form not in (None, *FORMS):
        raise UnusableInput(tr("--format: '{found}' is not a format; write text, json or markdown").format(found=form))
    try:
        found = survey(root, _rulesets(root, names, lang), jobs)
    except CasesFail as error:
        say(tr("Cases fail before anything is changed; `integrationrules test` says why:"))
        say("\n".join(f"  {place}" for place in error.places))
        return 1
    if form == "json":
        print(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
    else:
        say((mutation_markdown(found, lang) if form == "markdown" else mutation_text(found, lang, width())).rstrip("\n"))
    return 1 if any(one.unexplained or one.idle for one in found) else 0


def _as_json(found: Sequence[Surveyed]) -> dict[str, object]:
    caught, survived = sum(one.count("caught") for one in found), sum(len(one.survivors) for one in found)
    return {"format": 1, "version": VERSION, "made": date.today().isoformat(), "caught": caught, "survived": survived,
            "percent": percent(caught, survived), "rulesets": [one.as_json() for one in found]}


def _rulesets(root: Path, names: Sequence[str], lang: str) -> list[str]:
    """The rule sets named by full id or last part; raises `UnusableInput` for one that is not there."""
    tr, known = translator(lang), [".".join(folder.relative_to(root).parts) for folder in ruleset_folders(root)]
    found: list[str] = []
    for name in names:
        close = [id_ for id_ in known if id_ == name or id_.endswith(f".{name}")]
        if len(close) != 1:
            hint = suggestion(nearest(name, known), tr)
            raise UnusableInput(tr("there is no rule set '{name}'{suggestion}").format(name=name, suggestion=hint))
        found += close
    return found
