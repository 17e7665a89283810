"""`integrationrules model`: a formula model computed for one file of inputs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from integrationrules.commands.output import check_output, unwritable
from integrationrules.commands.terminal import UnusableInput, width
from integrationrules.economics.formulas.inputs import ModelInputs, read_inputs
from integrationrules.economics.formulas.result import ModelResult, run_model
from integrationrules.economics.formulas.settings import with_settings
from integrationrules.economics.formulas.uncertain import ModelDraws, draw_model, model_tornado
from integrationrules.economics.tornado import Bar
from integrationrules.report.catalogue import Translator, translator
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.models.load import Model, load_model, model_ids
from integrationrules.whole import write_whole, written_whole

__all__ = ["ModelRequest", "run"]


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """What is asked of a model."""

    settings: Sequence[tuple[str, str]] = ()
    draws: int | None = None
    seed: int = 1
    form: str | None = None
    output: str | None = None


def run(book: Rulebook, name: str, file: str, request: ModelRequest, lang: str) -> None:
    """Prints or writes the answer, as text unless another format is asked for."""
    tr = translator(lang)
    check_output(request.output, file, tr)
    model = found_model(book, name, tr)
    inputs = read_inputs(model, file)
    if request.settings:
        inputs = with_settings(model, inputs, request.settings)
    result = run_model(model, inputs)
    bars = model_tornado(model, inputs, result.payers[0]) if result.payers else ()
    draws = _draws(model, inputs, result, request)
    form = request.form or ("xlsx" if (request.output or "").lower().endswith(".xlsx") else "text")
    if form == "xlsx":
        _write_workbook(result, lang, bars, request.output, tr)
        return
    if form == "json":
        text = json.dumps({**result.as_json(), **_uncertainty(bars, draws)}, ensure_ascii=False, indent=2) + "\n"
    elif request.form == "html":
        from integrationrules.report.money.page.model import model_sheet
        from integrationrules.report.money.page.paper import paper

        text = paper(model_sheet(result, lang, bars, draws))
    else:
        from integrationrules.report.money.modeltext import model_text

        text = model_text(result, lang, width(), bars, draws)
    if request.output is None:
        print(text, end="")
        return
    try:
        write_whole([text], request.output)
    except OSError as error:
        raise unwritable(request.output, error, tr) from None


def _write_workbook(result: ModelResult, lang: str, bars: Sequence[Bar], output: str | None, tr: Translator) -> None:
    from integrationrules.report.money.workbook.models import model_xlsx

    if output is None:
        raise UnusableInput(tr("--format {found} makes a file; name it with -o").format(found="xlsx"))
    workbook = model_xlsx(result, lang, bars)
    try:
        with written_whole(output) as stream:
            stream.write(workbook)
    except OSError as error:
        raise unwritable(output, error, tr) from None


def found_model(book: Rulebook, name: str, tr: Translator) -> Model:
    """The model of an id; raises `UnusableInput` with those there are."""
    try:
        return load_model(book, name)
    except KeyError:
        known = ", ".join(id_.rpartition(".")[2] for id_ in model_ids(book)) or "-"
        raise UnusableInput(tr("there is no model '{name}'; there are: {known}").format(name=name[:60], known=known)) from None


def _draws(model: Model, inputs: ModelInputs, result: ModelResult, request: ModelRequest) -> ModelDraws | None:
    if request.draws is None or not result.payers:
        return None
    return draw_model(model, inputs, result.payers[0], request.draws, request.seed)


def _uncertainty(bars: Sequence[Bar], draws: ModelDraws | None) -> dict[str, Any]:
    tornado = [{"input": bar.name, "low": float(bar.low), "high": float(bar.high), "at_low": float(bar.at_low), "at_high": float(bar.at_high)} for bar in bars]
    if draws is None:
        return {"tornado": tornado}
    quantiles = dict(zip(("p10", "p50", "p90"), draws.total, strict=True))
    by_year = [dict(zip(("p10", "p50", "p90"), year, strict=True)) for year in draws.cumulative]
    return {"tornado": tornado, "draws": {"payer": draws.payer, "count": draws.count, "seed": draws.seed, "net": quantiles, "cumulative": by_year,
                                          "paid_back": draws.paid_back}}
