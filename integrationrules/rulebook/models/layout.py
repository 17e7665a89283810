"""The parts of a model file, key by key."""

from __future__ import annotations

from integrationrules.rulebook.grammar import Either, Key, ListOf, Named, Names, Part, Scalar, Words
from integrationrules.rulebook.layout import FORMULAS, PARAMETER, SOURCE, TEXT

__all__ = ["AREAS", "AXIS", "BREAK_EVEN", "FORMULA", "FORMULAS_OF_MODELS", "INPUT", "MODEL_FILE", "NUMBERS", "PRICES", "SHOWN", "STEP"]

AREAS = ("Service", "Overførsler", "Indsats", "Anlæg")
"""Spending areas of a municipal budget, as the budget names them."""
PRICES = ("current", "constant")
FORMULAS_OF_MODELS = tuple(part for part in FORMULAS if part.name in ("is", "choose", "of"))
"""The formulas without a citizen, a day or a fact."""

_WORD, _EXPRESSION, _FORMULA, _AMOUNT, _FLAG = Scalar.WORD, Scalar.EXPRESSION, Scalar.FORMULA, Scalar.AMOUNT, Scalar.FLAG
_LABEL = Key("label", TEXT, True)
_CITED = (Key("source", _WORD), Key("at", _WORD))

NUMBERS = Part("numbers", (Key("from", _AMOUNT, True), Key("to", _AMOUNT, True)))
AXIS = Part("axis", (_LABEL, Key("members", Named(TEXT, Names.OWN)), Key("numbers", NUMBERS)), one_of=("members", "numbers"))
INPUT = Part("input", (
    _LABEL, Key("unit", _WORD), Key("options", Named(TEXT, Names.OWN)), Key("by", ListOf(_WORD, 1)), Key("optional", _FLAG), Key("default", _WORD),
    Key("unlisted", Either((_AMOUNT, Words(("unknown",))))), Key("at_least", _AMOUNT), Key("at_most", _AMOUNT), Key("asks", TEXT), *_CITED,
), one_of=("unit", "options"), not_both=("optional", "default"))
FORMULA = Part("formula", (
    Key("label", TEXT), Key("unit", _WORD), *_CITED, *(Key(key.name, key.shape) for part in FORMULAS_OF_MODELS for key in part.keys if key.name != "at"),
), one_of=("is", "choose", "of"), goes_with=(("of", "by"), ("by", "of")))
STEP = Part("step", (_LABEL, Key("area", Words(AREAS)), Key("remark", TEXT), *_CITED), open=Named(Scalar.ANYTHING))
SHOWN = Part("shown", (_LABEL, Key("is", _EXPRESSION, True), Key("remark", TEXT)))
BREAK_EVEN = Part("break_even", (_LABEL, Key("scale", _WORD, True), Key("payer", _WORD, True), Key("shows", _WORD)))

MODEL_FILE = Part("model_file", (
    Key("model", _WORD, True), Key("title", TEXT, True), Key("about", TEXT), Key("prices", Words(PRICES), True), Key("uses", Named(_WORD, Names.OWN)),
    Key("sources", Named(SOURCE)), Key("parameters", Named(PARAMETER, Names.OWN)), Key("axes", Named(AXIS, Names.OWN)),
    Key("payers", Named(TEXT)), Key("inputs", Named(INPUT, Names.OWN), True), Key("formulas", Named(Either((_FORMULA, FORMULA)), Names.OWN)),
    Key("steps", Named(STEP)), Key("shown", Named(SHOWN)), Key("break_even", Named(BREAK_EVEN)),
    Key("after_months", _AMOUNT), Key("left_out", ListOf(TEXT)),
))
