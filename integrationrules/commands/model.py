"""`integrationrules model`: a formula model computed for one file of inputs."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from integrationrules.commands.formats import Format, chosen_format, put
from integrationrules.commands.output import check_output
from integrationrules.commands.terminal import UnusableInput, width
from integrationrules.economics.formulas.inputs import ModelInputs, read_inputs
from integrationrules.economics.formulas.result import ModelResult, run_model
from integrationrules.economics.formulas.settings import with_settings
from integrationrules.economics.formulas.uncertain import ModelDraws, draw_model, model_tornado
from integrationrules.economics.tornado import Bar
from integrationrules.report.catalogue import Translator, translator
from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.models.load import Model, load_model, model_ids

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
    chosen = chosen_format(FORMATS, request.form, request.output, tr)
    model = found_model(book, name, tr)
    inputs = read_inputs(model, file)
    if request.settings:
        inputs = with_settings(model, inputs, request.settings)
    result = run_model(model, inputs)
    bars = model_tornado(model, inputs, result.payers[0]) if result.payers else ()
    put(chosen.write(_Answer(result, bars, _draws(model, inputs, result, request)), lang), request.output, tr)


@dataclass(frozen=True, slots=True)
class _Answer:
    """All that the formats tell."""

    result: ModelResult
    bars: Sequence[Bar]
    draws: ModelDraws | None


def _text(found: _Answer, lang: str) -> bytes:
    from integrationrules.report.money.modeltext import model_text

    return model_text(found.result, lang, width(), found.bars, found.draws).encode()


def _json(found: _Answer, lang: str) -> bytes:
    document = {**found.result.as_json(), **_uncertainty(found.bars, found.draws)}
    return (json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _html(found: _Answer, lang: str) -> bytes:
    from integrationrules.report.money.page.model import model_sheet
    from integrationrules.report.money.page.paper import paper

    return paper(model_sheet(found.result, lang, found.bars, found.draws)).encode()


def _xlsx(found: _Answer, lang: str) -> bytes:
    from integrationrules.report.money.workbook.models import model_xlsx

    return model_xlsx(found.result, lang, found.bars)


FORMATS: Mapping[str, Format[_Answer]] = MappingProxyType({
    "text": Format(_text, (".txt",)),
    "json": Format(_json, (".json",)),
    "html": Format(_html, (".html", ".htm")),
    "xlsx": Format(_xlsx, (".xlsx",), shown=False),
})


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
    by_year = [_quantiles(year) for year in draws.cumulative]
    return {"tornado": tornado, "draws": {"payer": draws.payer, "count": draws.count, "seed": draws.seed, "net": _quantiles(draws.total),
                                          "cumulative": by_year, "paid_back": None if math.isnan(draws.total[0]) else draws.paid_back}}


def _quantiles(found: Sequence[float]) -> dict[str, float | None]:
    """P10, P50 and P90; unknown is null."""
    return {name: None if math.isnan(value) else value for name, value in zip(("p10", "p50", "p90"), found, strict=True)}
