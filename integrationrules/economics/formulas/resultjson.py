"""The result of a model as it stands in files."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from integrationrules.economics.formulas.given import cells_of
from integrationrules.version import VERSION

if TYPE_CHECKING:
    from integrationrules.economics.formulas.result import ModelResult, Staircase, UsedValue

__all__ = ["result_json"]


def result_json(result: ModelResult) -> dict[str, Any]:
    """Amounts unrounded in DKK; a gain is above zero, a cost below; unknown is null."""
    model, inputs = result.model, result.inputs
    return {
        "format": 1, "model": model.id, "title": {"da": inputs.title.da, "en": inputs.title.en}, "unit": "DKK",
        "prices": "current" if inputs.price_year is None else {"level": inputs.price_year},
        "payers": list(result.payers), **_staircase(result, result.years),
        "after_months": {"months": model.file.after_months, **_staircase(result, result.early)} if result.early else None,
        "break_even": [{
            "id": one.asked.name, "scale": one.asked.scale, "payer": one.asked.payer, "factor": one.factor,
            "shows": one.asked.shows, "value": one.shows.as_json() if one.shows else None, **({"why": one.why} if one.why else {}),
        } for one in result.break_even],
        "inputs": _inputs(result), "parameters": [_used(one) for one in result.used], "left_out": [{"da": one.da, "en": one.en} for one in model.file.left_out],
        "sources": {name: dict(source) for name, source in inputs.sources.items()}, "model_hash": model.hash, "version": VERSION,
    }


def _staircase(result: ModelResult, found: Staircase) -> dict[str, Any]:
    return {
        "years": [one.year for one in found.periods],
        "steps": [{
            "id": one.step.name, "label": {"da": one.step.label.da, "en": one.step.label.en}, "area": one.step.area or None,
            "by_payer": {payer: [figure.as_json() for figure in figures] for payer, figures in one.by_payer.items()},
            "lacks": sorted({name for figures in one.by_payer.values() for figure in figures for name in figure.lacks}), "counted": not one.left_out,
        } for one in found.steps],
        "net": {payer: {"by_year": [_known(value) for value in found.net(payer)], "total": _known(found.total(payer)), "lacks": list(found.lacks(payer))}
                for payer in result.payers},
        "shown": {one.name: [{"of": list(member), "is": figure.as_json()} for member, figure in cells] for one, cells in found.shown},
    }


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _inputs(result: ModelResult) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in result.model.file.inputs:
        given = result.inputs.given.get(one.name)
        cells = cells_of(result.model, one, given, result.years.periods)
        found[one.name] = {
            "unit": one.unit or None, "by": list(one.axes), "cells": [{"of": list(member), "is": _plain(value)} for member, value in cells],
            "source": given.source if given else None, "at": given.at if given else None,
        }
    return found


def _plain(value: object) -> float | str | None:
    return value if value is None or isinstance(value, str) else float(value)  # type: ignore[arg-type]


def _used(one: UsedValue) -> dict[str, Any]:
    value = one.found.value
    cited = {"source": value.citation.source.title, "at": value.citation.at, "confidence": value.confidence} if value else {}
    return {"id": one.parameter.id, "year": one.year, "on_file": value is not None, "changes_within_year": one.found.changes, **cited}
