"""The parts of a rule file, key by key, in the order of the documentation."""

from __future__ import annotations

from .grammar import Depends, Either, Key, ListOf, Named, Names, Part, Scalar, Words
from .kinds import RESIDENT, kind_names
from .units import UNITS

__all__ = [
    "ABOUT", "ALERT", "ASSUMPTION", "CANDIDATE", "CASE", "CODE", "CODES_OVERLAY", "CODE_GROUP", "CONCLUDES", "CONFIDENCE", "COUNTED_BY", "COVERS",
    "DATED_VALUE", "DEADLINE", "ELSE", "EXCEPT_VALUE", "EXCEPT_VERDICT", "FACTS", "FORMULAS", "GIVEN", "MERGED", "MODES", "NAME", "OVERLAY",
    "OVERLAY_PARAMETER", "OVERLAY_VALUE", "OWN_CODE_GROUP", "PARAMETER", "PARAMETERS_FILE", "PAYMENT", "PERIOD", "PERIODS", "RESERVED",
    "RESERVED_IN_RULES", "RESTARTS", "RULE", "RULES_FILE", "SOURCE", "TEXT", "TODAY", "VERDICTS",
]

NAME = r"[a-z][a-z0-9_]*"
"""What a name of the rule language looks like."""
_TIME = {"day", "week", "month", "year"}
RESERVED = frozenset({"on", *_TIME, "quarter", "citizen", "none", "unknown", "true", "false", "and", "or", "not", "in", "last_day", "earned_on"})
"""Words of the language, which nothing else is called."""
TODAY = "today"
"""The day a session stands at: what no pattern of an alert is called."""
RESERVED_IN_RULES = RESERVED - _TIME
"""Another rule set says window.month; inside its own file a bare `month` stays the unit."""

CONFIDENCE = ("statute", "published", "derived", "seed")
MODES = ("any_day", "every_day")
COUNTED_BY = ("week", "day", "month")
PERIODS = ("citizen", "quarter", "week")
VERDICTS = ("met", "not_met")

_WORD, _EXPRESSION, _FORMULA, _DATE, _FLAG = Scalar.WORD, Scalar.EXPRESSION, Scalar.FORMULA, Scalar.DATE, Scalar.FLAG
_KIND = Words(kind_names())
_KIND_OF_FACT = Words(tuple(name for name in kind_names() if name != RESIDENT))
_UNTIL = Either((_DATE, Words(("open",))))

TEXT = Part("text", (Key("da", Scalar.TEXT, True), Key("en", Scalar.TEXT, True)))
_TITLE, _SAYS, _LABEL = Key("title", TEXT), Key("says", TEXT), Key("label", TEXT)
_SOURCE, _CITED, _AT = Key("source", _WORD), Key("source", _WORD, True), Key("at", _WORD)

SOURCE = Part("document", (Key("title", _WORD, True), Key("by", _WORD), Key("published", _WORD), Key("act", _WORD), Key("url", _WORD)))
COVERS = Part("covers", (Key("from", _DATE, True), Key("to", _UNTIL), Key("before", TEXT)))
PERIOD = Part("period", (Key("weeks", _WORD, True),))

_DATED = (Key("from", _DATE, True), Key("to", _UNTIL, True))
_SURE = (_CITED, _AT, Key("confidence", Words(CONFIDENCE)), Key("date_confidence", Words(CONFIDENCE)), Key("note", Scalar.ANYTHING))
_BY_KEY = Named(Scalar.AMOUNT, empty=False)
DATED_VALUE = Part("dated_value", (*_DATED, Key("is", Scalar.AMOUNT, True), *_SURE))
_DATED_BY_KEY = Part("dated_value", (*_DATED, Key("is", _BY_KEY, True), *_SURE))
PARAMETER = Part("parameter", (
    _LABEL, Key("unit", Words(UNITS), True), Key("by", Named(Either((ListOf(_WORD), Words(("bands",)))), empty=False, one=True)),
    Key("values", Depends("by", ListOf(_DATED_BY_KEY, 1), ListOf(DATED_VALUE, 1)), True),
))
OVERLAY_VALUE = Part("dated_value", (*_DATED, Key("is", Either((Scalar.AMOUNT, _BY_KEY)), True), *_SURE, Key("replaces", _FLAG)))
OVERLAY_PARAMETER = Part("own_parameter", (Key("unit", Words(UNITS)), Key("values", ListOf(OVERLAY_VALUE, 1), True)))

ASSUMPTION = Part("assumption", (Key("asks", TEXT, True), Key("options", ListOf(_WORD, 2), True), Key("default", _WORD), Key("because", TEXT, True)))
FACTS = Part("facts", (
    Key("facts", _KIND), Key("first", _KIND), Key("where", _EXPRESSION), Key("none_before", _DATE), Key("administrative", _FLAG), _LABEL, _SOURCE, _AT,
), one_of=("facts", "first"))

ABOUT = (_LABEL, _SOURCE, _AT)
"""What any formula may carry beside its own keys."""
CASE = Part("case", (Key("if", _EXPRESSION, True), Key("is", _FORMULA, True)))
ELSE = Part("otherwise", (Key("else", _FORMULA, True),))
RESTARTS = Part("restarts", (Key("after", _EXPRESSION, True), Key("of", _EXPRESSION, True), Key("within", _EXPRESSION, True), Key("at_once", _EXPRESSION)))
FORMULAS = (
    Part("is", (Key("is", _FORMULA, True),)),
    Part("weeks", (Key("weeks", Words(MODES), True), Key("of", _KIND, True), Key("where", _EXPRESSION))),
    Part("count", (
        Key("count", _EXPRESSION, True), Key("in", Words(("quarter",))), Key("since", _EXPRESSION), Key("up_to", _EXPRESSION), Key("by", Words(COUNTED_BY)),
    ), one_of=("in", "up_to"), goes_with=(("since", "up_to"),)),
    Part("choose", (Key("choose", ListOf(Either((CASE, ELSE)), 1, ELSE), True),)),
    Part("prefer", (Key("prefer", ListOf(_FORMULA, 2), True),)),
    Part("tally", (Key("tally", _EXPRESSION, True), Key("from", _EXPRESSION), Key("restarts", RESTARTS))),
    Part("of", (Key("of", _EXPRESSION, True), Key("by", _EXPRESSION, True), Key("at", _EXPRESSION))),
)
"""The mappings a formula may be: the first key of each tells it from the others, in this order."""

MERGED = Part("merged", (Key("gap", _EXPRESSION), Key("weekends", _EXPRESSION), Key("when", _EXPRESSION)))
CANDIDATE = Part("candidate", (Key("each", _EXPRESSION, True), Key("merged", MERGED), Key("with", Named(_FORMULA)), _LABEL))
_DUE = (_TITLE, _SAYS, _CITED, _AT)
PAYMENT = Part("payment", (
    Key("first", _WORD, True), Key("where", _EXPRESSION), Key("when", _EXPRESSION), Key("once_in", Words(("life",))), Key("earned_on", _EXPRESSION, True),
    Key("amount", _FORMULA), Key("paid_by", _EXPRESSION), Key("claimed_by", _EXPRESSION), Key("claim_by", _EXPRESSION), Key("final_by", _EXPRESSION),
    Key("municipality", _EXPRESSION), *_DUE,
))
DEADLINE = Part("deadline", (
    Key("applies", _EXPRESSION), Key("due", _FORMULA, True), Key("done", _EXPRESSION), Key("fulfilled", _EXPRESSION), *_DUE,
), not_both=("done", "fulfilled"))

GIVEN = Part("given", (
    Key("decision", _EXPRESSION), Key("clock", _WORD), Key("alert", _WORD), Key("fact", _KIND_OF_FACT), Key("as", Scalar.NAME), Key("where", _EXPRESSION),
), one_of=("decision", "clock", "alert", "fact"))
CONCLUDES = Part("concludes", (
    Key("clock", _WORD), Key("alert", _WORD), Key("due", _EXPRESSION), Key("final", _EXPRESSION), Key("to", _WORD),
), one_of=("clock", "alert"), goes_with=(("alert", "to"),), open=Named(_EXPRESSION, Names.OWN))
ALERT = Part("alert", (_TITLE, Key("given", ListOf(GIVEN, 1), True), Key("unless", ListOf(GIVEN)), Key("concludes", CONCLUDES, True), _SAYS, _SOURCE, _AT))

EXCEPT_VERDICT = Part("exception", (Key("if", _EXPRESSION, True), Key("verdict", Words(VERDICTS), True), _SOURCE, _AT))
EXCEPT_VALUE = Part("exception", (Key("if", _EXPRESSION, True), Key("value", _FORMULA, True), _SOURCE, _AT))
RULE = Part("rule", (
    _TITLE, Key("for", Words(PERIODS), True), Key("when", _FORMULA), Key("value", _FORMULA),
    Key("except", Depends("when", ListOf(EXCEPT_VERDICT), ListOf(EXCEPT_VALUE))), _SAYS, _CITED, _AT,
), any_of=("when", "value"))
CODE = Part("code", (Key("label", _WORD, True), Key("from", _DATE), Key("to", _UNTIL)))
_CODES = Key("codes", Named(Either((CODE, Scalar.WORD))))
CODE_GROUP = Part("code_group", (_CITED, _AT, _CODES))
OWN_CODE_GROUP = Part("own_code_group", (_CITED, _AT, Key("new", _FLAG), Key("replaces", _FLAG), _CODES))

_OWN = Names.OWN
RULES_FILE = Part("file", (
    Key("ruleset", _WORD, True), _TITLE, Key("invented", _FLAG), Key("covers", COVERS), Key("uses", Named(_WORD, _OWN)), Key("sources", Named(SOURCE)),
    Key("periods", Named(PERIOD, only=("quarter",))), Key("parameters", Named(PARAMETER, _OWN)), Key("assumptions", Named(ASSUMPTION, _OWN)),
    Key("lists", Named(ListOf(_WORD, 1), _OWN)), Key("facts", Named(FACTS, _OWN)), Key("sets", Named(_FORMULA, _OWN)),
    Key("measures", Named(_FORMULA, _OWN)), Key("candidates", Named(CANDIDATE, _OWN)), Key("payments", Named(PAYMENT, _OWN)),
    Key("deadlines", Named(DEADLINE, _OWN)), Key("alerts", Named(ALERT, _OWN)), Key("rules", Named(RULE, Names.RULES)),
    Key("codes", Named(CODE_GROUP, _OWN)), Key("holidays", Either((ListOf(_DATE), _DATE))),
))
PARAMETERS_FILE = Part("parameters_file", (Key("ruleset", _WORD), Key("sources", Named(SOURCE)), Key("parameters", Named(PARAMETER, _OWN))))
CODES_OVERLAY = Part("own_codes", (
    Key("ruleset", _WORD), Key("sources", Named(SOURCE)), Key("codes", Named(OWN_CODE_GROUP)), Key("precedence", ListOf(_WORD)),
))
OVERLAY = Part("own_values", (Key("parameters", Named(OVERLAY_PARAMETER), True), Key("sources", Named(SOURCE))))
