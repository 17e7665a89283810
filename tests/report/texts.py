"""The texts whose exact wording is kept in `golden/`; `python -m tests.report.texts` writes them anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from integrationrules.case.changes import Edit
from integrationrules.case.deadlines import Deadlines, Due
from integrationrules.case.whatif import Compared, WhatIf
from integrationrules.report.coverage import coverage_markdown, coverage_text
from integrationrules.report.deadlines import deadlines_text
from integrationrules.report.lawtable import law_table
from integrationrules.report.result import text
from integrationrules.report.rulepages import rule_pages
from integrationrules.report.rules import explain, overview
from integrationrules.report.whatif import whatif_text
from integrationrules.rulebook.book import load
from integrationrules.rulebook.coverage import coverage
from integrationrules.timeline.files import parse_case
from integrationrules.timeline.timeline import Warning_

from .decisions import ALL, CARD, DAYS_LEFT, EARNED, HERE, LATE, NOT_YET, OPEN, RIDE, RUNNING, UNDECIDED, book, on

GOLDEN = HERE / "golden"
BOOK = book()

CASE = parse_case({"citizen": {"id": "c"}, "observed": {"from": "2017-01-01", "to": "2018-06-01"}})
JOB = {"kind": "employment", "type": "ordinary", "from": "2018-03-01", "hours_per_week": 25.5}
WHAT_IF = WhatIf(
    CASE,
    (Edit("facts[3].hours_per_week", 20, 25.5), Edit("citizen.born", "1990-05-01", None), Edit("citizen.sex", "male", "female"), Edit("facts[1]", JOB, None),
     Edit("facts", None, {**JOB, "id": "new"})),
    (Compared(RUNNING, replace(EARNED, projected=True)), Compared(replace(RIDE, depends_on=()), RIDE), Compared(UNDECIDED, RIDE),
     *(Compared(DAYS_LEFT, DAYS_LEFT),) * 1000),
    (Warning_("short_gap", {"kind": "benefit", "days": 2, "last": "2018-01-31", "next": "2018-02-03"}),), date(2018, 6, 1),
    date(2018, 7, 1),
)
NOTHING = WhatIf(CASE, (Edit("citizen.sex", None, "male"),), (Compared(CARD, CARD),), ())
DEADLINES = Deadlines(
    (Due("due", on(date(2018, 1, 15)), False, LATE), Due("earned_on", on(date(2018, 3, 1)), False, EARNED),
     Due("earned_on", on(date(2018, 3, 1), date(2018, 4, 1)), True, RUNNING), Due("claim_by", on(date(2018, 6, 30)), False, replace(EARNED, state="claimed")),
     Due("final_by", on(date(2019, 5, 15)), False, replace(EARNED, state="claimed"))),
    (LATE, EARNED, RUNNING, OPEN), (OPEN,), (),
)

TEXTS: dict[str, Callable[[str], str]] = {
    "results": lambda lang: text(ALL, BOOK, lang),
    "results_narrow": lambda lang: text((NOT_YET, RIDE, UNDECIDED), BOOK, lang, width=60),
    "explain_rule": lambda lang: explain(BOOK, "town.bus.ride", lang),
    "explain_rule_with_value": lambda lang: explain(BOOK, "town.bus.card", lang),
    "explain_parameter": lambda lang: explain(BOOK, "town.bus.most_rides", lang),
    "explain_assumption": lambda lang: explain(BOOK, "town.bus.leave_counts", lang),
    "explain_measure": lambda lang: explain(BOOK, "town.bus.rides", lang),
    "rules": lambda lang: overview(BOOK, lang),
    "whatif": lambda lang: whatif_text(WHAT_IF, BOOK, lang),
    "whatif_nothing": lambda lang: whatif_text(NOTHING, BOOK, lang),
    "deadlines": lambda lang: deadlines_text(DEADLINES, BOOK, lang, date(2018, 6, 1)),
    "deadlines_narrow": lambda lang: deadlines_text(replace(DEADLINES, projected_from=date(2018, 5, 1)), BOOK, lang, date(2018, 6, 1), width=60),
    "deadlines_none": lambda lang: deadlines_text(Deadlines((), (), (), ()), BOOK, lang, date(2018, 6, 1)),
    "coverage": lambda lang: coverage_text(coverage(BOOK), BOOK, lang),
    "coverage_narrow": lambda lang: coverage_text(coverage(BOOK, range(2005, 2035)), BOOK, lang, width=60),
    "coverage_markdown": lambda lang: coverage_markdown(coverage(BOOK), BOOK, lang),
    "law_table": lambda lang: law_table(BOOK, lang),
    "rule_page": lambda lang: rule_pages(BOOK, lang)["town.bus.md"],
    "rule_pages_index": lambda lang: rule_pages(BOOK, lang)["index.md"],
    "law_table_payments": lambda lang: law_table(load(HERE.parent / "case" / "town"), lang),
}

if __name__ == "__main__":
    for name, made in TEXTS.items():
        for lang in ("da", "en"):
            (GOLDEN / f"{name}.{lang}.txt").write_text(made(lang), encoding="utf-8", newline="\n")
