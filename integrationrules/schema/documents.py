"""Which schemas there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from integrationrules.economics.formulas.layout import INPUTS_FILE
from integrationrules.report.catalogue import Translator
from integrationrules.rulebook.layout import CODES_OVERLAY, OVERLAY, PARAMETERS_FILE, RULES_FILE
from integrationrules.rulebook.models.layout import FORMULAS_OF_MODELS, MODEL_FILE

from .cases import case_schema, expecting_schema
from .investments import investment_schema
from .rules import rule_schema
from .texts import Json

__all__ = ["SCHEMAS", "schema_of"]

SCHEMAS: Mapping[str, Callable[[Translator], Json]] = MappingProxyType({
    "rules": partial(rule_schema, RULES_FILE),
    "parameters": partial(rule_schema, PARAMETERS_FILE),
    "values": partial(rule_schema, OVERLAY),
    "codes": partial(rule_schema, CODES_OVERLAY, formulas=()),
    "case": case_schema,
    "expected": expecting_schema,
    "investment": investment_schema,
    "model": partial(rule_schema, MODEL_FILE, formulas=FORMULAS_OF_MODELS),
    "inputs": partial(rule_schema, INPUTS_FILE, formulas=()),
})
"""`rules.yaml`, `parameters.yaml`, values and codes of one's own, a case, the cases beside rules, an investment case, a formula model, its inputs."""


def schema_of(name: str, tr: Translator) -> Json:
    """The JSON Schema (draft 7) of a kind of file, with titles and descriptions in one language; `KeyError` for another name."""
    return {"$schema": "http://json-schema.org/draft-07/schema#", **SCHEMAS[name](tr)}
