"""The texts whose exact wording is kept in `golden/`; `python -m tests.report.texts` writes them anew."""

from __future__ import annotations

from collections.abc import Callable

from integrationrules.report.result import text
from integrationrules.report.rules import explain, overview

from .decisions import ALL, HERE, NOT_YET, RIDE, UNDECIDED, book

GOLDEN = HERE / "golden"
BOOK = book()

TEXTS: dict[str, Callable[[str], str]] = {
    "results": lambda lang: text(ALL, BOOK, lang),
    "results_narrow": lambda lang: text((NOT_YET, RIDE, UNDECIDED), BOOK, lang, width=60),
    "explain_rule": lambda lang: explain(BOOK, "town.bus.ride", lang),
    "explain_rule_with_value": lambda lang: explain(BOOK, "town.bus.card", lang),
    "explain_parameter": lambda lang: explain(BOOK, "town.bus.most_rides", lang),
    "explain_assumption": lambda lang: explain(BOOK, "town.bus.leave_counts", lang),
    "explain_measure": lambda lang: explain(BOOK, "town.bus.rides", lang),
    "rules": lambda lang: overview(BOOK, lang),
}

if __name__ == "__main__":
    for name, made in TEXTS.items():
        for lang in ("da", "en"):
            (GOLDEN / f"{name}.{lang}.txt").write_text(made(lang), encoding="utf-8", newline="\n")
