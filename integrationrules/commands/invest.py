"""`integrationrules invest`: an investment case calculated and checked, as text or in another format."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from integrationrules.commands.formats import Format, chosen_format, put
from integrationrules.commands.output import check_output
from integrationrules.commands.terminal import UnusableInput, width
from integrationrules.economics.investment.model import InvestmentCase
from integrationrules.economics.investment.problems import InvestmentError, InvestmentProblem, Problems
from integrationrules.economics.investment.public import invest, result_of
from integrationrules.economics.investment.reading import investment_of, investment_tree
from integrationrules.economics.investment.result import InvestmentResult
from integrationrules.report.catalogue import translator

__all__ = ["FORMATS", "Asked", "make_template", "run"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    split: str | None = None
    npv: bool = False
    settings: Sequence[str] = ()
    form: str | None = None
    output: str | None = None
    scenario: str = ""
    draws: int = 0
    seed: int = 1


def run(case: str, asked: Asked, lang: str) -> None:
    """Prints the result or writes it to a file; nothing is written where something cannot be used."""
    tr = translator(lang)
    form = chosen_format(FORMATS, asked.form, asked.output, tr)
    if asked.output is not None and Path(case).exists():
        check_output(asked.output, case, tr)
    if asked.split not in (None, "even"):
        raise UnusableInput(tr("--split: '{found}' is not a way to divide; the only one is even").format(found=asked.split))
    settings = [_setting(text) for text in asked.settings]
    if Path(case).suffix.lower() == ".xlsx":
        found = result_of(_filled_in(case, settings, lang), asked.split or "open", asked.npv, asked.scenario, asked.draws, asked.seed)
    else:
        found = invest(case, asked.split or "open", asked.npv, settings, asked.scenario, asked.draws, asked.seed)
    if form.computes and not found.case.lines:
        said = tr("{file}: no costs and gains are published with their years, so there is nothing to compute in this format; "
                  "--format text and json tell what is known")
        raise UnusableInput(said.format(file=case))
    put(form.write(found, lang), asked.output, tr)


def make_template(case: str | None, output: str | None, lang: str) -> None:
    """Writes the workbook to fill in, empty or with the figures of a case file."""
    from integrationrules.report.money.workbook.template.making import template_xlsx

    tr = translator(lang)
    if output is None or Path(output).suffix.lower() != ".xlsx":
        raise UnusableInput(tr("--template makes a workbook; name it with -o, such as -o skabelon.xlsx"))
    root = None
    if case is not None:
        root = investment_tree(case)
        check_output(output, case, tr)
    put(template_xlsx(lang, root), output, tr)


def _filled_in(case: str, settings: Sequence[tuple[str, str]], lang: str) -> InvestmentCase:
    from integrationrules.report.money.workbook.template.reading import read_template

    problems = Problems()
    return investment_of(read_template(case, problems, lang), problems, settings)


def _setting(text: str) -> tuple[str, str]:
    path, equals, value = (part.strip() for part in text.partition("="))
    if not (path and equals and value):
        raise InvestmentError([InvestmentProblem("", "--set", "invest_setting_form", {"found": text[:80]})])
    return path, value


def _text(found: InvestmentResult, lang: str) -> bytes:
    from integrationrules.report.money.text import investment_text

    return investment_text(found, lang, width()).encode()


def _json(found: InvestmentResult, lang: str) -> bytes:
    return (json.dumps(found.as_json(), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _csv(found: InvestmentResult, lang: str) -> bytes:
    from integrationrules.report.money.csv import investment_csv

    return investment_csv(found, lang).encode()


def _html(found: InvestmentResult, lang: str) -> bytes:
    from integrationrules.report.money.page.investment import investment_sheet
    from integrationrules.report.money.page.paper import paper

    return paper(investment_sheet(found, lang)).encode()


def _xlsx(found: InvestmentResult, lang: str) -> bytes:
    from integrationrules.report.money.workbook.investment import investment_xlsx

    return investment_xlsx(found, lang)


def _docx(found: InvestmentResult, lang: str) -> bytes:
    from integrationrules.report.money.annex import annex
    from integrationrules.report.money.proposal import proposal_sheet

    return annex(proposal_sheet(found, lang))


FORMATS: Mapping[str, Format[InvestmentResult]] = MappingProxyType({
    "text": Format(_text, (".txt",)),
    "json": Format(_json, (".json",)),
    "csv": Format(_csv, (".csv",), computes=True),
    "html": Format(_html, (".html", ".htm")),
    "docx": Format(_docx, (".docx",), shown=False),
    "xlsx": Format(_xlsx, (".xlsx",), shown=False),
})
"""By the name of `--format`; another format is one more line."""
