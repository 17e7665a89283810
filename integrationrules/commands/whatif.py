"""`integrationrules whatif`: one case answered before and after some changes."""

from __future__ import annotations

import json
from collections.abc import Sequence

from integrationrules.case.changes import Change
from integrationrules.case.whatif import whatif
from integrationrules.commands.evaluate import Request, salt
from integrationrules.commands.output import check_output, unwritable
from integrationrules.commands.terminal import UnusableInput, width
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.whatif import whatif_text
from integrationrules.rulebook.book import Rulebook
from integrationrules.timeline.files import read_cases, write_case
from integrationrules.timeline.timeline import Timeline

__all__ = ["one_case", "run"]


def run(book: Rulebook, case: str, changes: Sequence[Change], request: Request, lang: str, form: str | None, output: str | None = None) -> None:
    """Prints what changed, as text unless `form` is json; writes the changed case to `output`. The case file is only read."""
    tr = translator(lang)
    timeline = one_case(case, tr)
    if not changes:
        raise UnusableInput(tr("nothing is changed; say what with --set, --add or --remove"))
    check_output(output, case, tr)
    found = whatif(book, timeline, changes, request.rules, request.quarters, request.on, request.options, salt())
    if output is not None:
        _write(found.timeline, output, tr)
    if form == "json":
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        print(whatif_text(found, book, lang, width()), end="")


def one_case(case: str, tr: Translator) -> Timeline:
    """The only case of a file or of standard input; raises `UnusableInput` where there are several."""
    cases = read_cases(case)
    timeline = next(cases)
    if next(cases, None) is not None:
        raise UnusableInput(tr("{case} holds several cases; this command takes one").format(case=case))
    return timeline




def _write(timeline: Timeline, output: str, tr: Translator) -> None:
    try:
        write_case(timeline, output)
    except ValueError:
        raise UnusableInput(tr("--output: {file} must end in .yaml, .json or .jsonl").format(file=output)) from None
    except OSError as error:
        raise unwritable(output, error, tr) from None
