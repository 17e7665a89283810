"""The teaching municipality: each feature of the language is used in it, so that a new one has to be taught."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from integrationrules.case.evaluation import evaluate
from integrationrules.case.questions import QuestionError
from integrationrules.dates import Quarter
from integrationrules.rulebook import expression as ex
from integrationrules.rulebook.book import default_root
from integrationrules.rulebook.candidates import PAYMENT_PARTS
from integrationrules.rulebook.formula import Count, Weeks
from integrationrules.rulebook.functions import ALL_NAMES
from integrationrules.rulebook.kinds import CITIZEN_FIELDS, fields_of, kind_names
from integrationrules.rulebook.layout import ABOUT, CONFIDENCE, FORMULAS, RULES_FILE
from integrationrules.rulebook.model import Rule
from integrationrules.rulebook.reading import QUARTER_FIELDS, WEEK_FIELDS
from integrationrules.rulebook.units import TIME_UNITS, UNITS
from integrationrules.timeline.files import read_cases

from .taught import TEACHING, taught

TOP_KEYS = RULES_FILE.names
FOLDER = default_root() / "teaching"
FILES = sorted(FOLDER.rglob("*.yaml"))
TAUGHT = taught()
PARTS = list(TAUGHT.parts())
NAMES = {part.name for part in PARTS if isinstance(part, ex.Name)}
FIELDS = {(part.base.name, part.name) for part in PARTS if isinstance(part, ex.Attribute) and isinstance(part.base, ex.Name)}
DOTTED = {part.name for part in PARTS if isinstance(part, ex.Attribute)}
PARAMETERS = [one for one in TAUGHT.book.parameters.values() if one.id.startswith(TEACHING)]
ASSUMPTIONS = [one for one in TAUGHT.book.assumptions.values() if one.id.startswith(TEACHING)]


def _not_in(wanted: Iterable[str], used: Iterable[str]) -> list[str]:
    return sorted({*wanted} - {*used})


def test_every_section_of_a_file_is_used() -> None:
    assert _not_in(TOP_KEYS, TAUGHT.keys[TOP_KEYS]) == []


def test_every_key_of_every_place_is_used() -> None:
    about, own = tuple(key.name for key in ABOUT), {formula.names for formula in FORMULAS}
    formula_keys = {keys for keys in TAUGHT.keys if keys[-len(about):] == about and keys[:-len(about)] in own}
    assert {keys[:-len(about)] for keys in formula_keys} == own
    assert _not_in(about, {key for keys in formula_keys for key in TAUGHT.keys[keys]}) == []
    # What may stand beside any formula is asked for once; everything else wherever it may stand.
    own_keys = {keys: set(keys[:-len(about)]) if keys in formula_keys else set(keys) for keys in TAUGHT.keys}
    # The last line of a choice allows `else` alone.
    unused = {keys: _not_in(own_keys[keys], used | TAUGHT.keys[("else",)]) for keys, used in TAUGHT.keys.items()}
    assert {keys: missing for keys, missing in unused.items() if missing and keys != TOP_KEYS} == {}


def test_every_operator_is_used() -> None:
    operators = {*ex._COMPARISONS.values(), *ex._ARITHMETIC.values(), "and", "or"}
    assert _not_in(operators, {part.operator for part in PARTS if isinstance(part, (ex.Comparison, ex.BinaryOperation, ex.BooleanOperation))}) == []
    kinds = {kind for kind in vars(ex).values() if isinstance(kind, type) and issubclass(kind, ex.Expression)} - {ex.Expression}
    assert {kind.__name__ for kind in kinds} == {type(part).__name__ for part in PARTS}


def test_every_function_is_used() -> None:
    assert _not_in(ALL_NAMES, {part.function for part in PARTS if isinstance(part, ex.Call)}) == []


def test_every_word_of_the_language_is_used() -> None:
    assert _not_in([*TIME_UNITS, "on", "unknown", "none", "quarter", "last_day"], NAMES) == []
    assert _not_in(PAYMENT_PARTS, DOTTED) == []
    for base, fields in (("citizen", CITIZEN_FIELDS), ("quarter", QUARTER_FIELDS), ("week", WEEK_FIELDS)):
        assert _not_in(fields, {name for owner, name in FIELDS if owner == base}) == []
    assert _not_in(["start", "end", "on"], DOTTED) == []


def test_every_choice_of_a_key_is_used() -> None:
    words = TAUGHT.words
    assert _not_in(get_args(get_type_hints(Rule)["period"]), words["for"]) == []
    assert _not_in(get_args(get_type_hints(Weeks)["mode"]), words["weeks"]) == []
    assert _not_in(get_args(get_type_hints(Count)["by"]), words["by"]) == []
    assert _not_in(["met", "not_met"], words["verdict"]) == []
    assert _not_in(CONFIDENCE, words["confidence"] | words["date_confidence"]) == []
    assert _not_in(UNITS, words["unit"]) == []
    assert _not_in(["true"], words["invented"] & words["administrative"]) == []


def test_every_kind_of_fact_and_every_field_is_used() -> None:
    assert _not_in(kind_names(), TAUGHT.words["facts"] | TAUGHT.words["first"] | TAUGHT.words["of"] | NAMES) == []
    assert _not_in({name for kind in kind_names() for name in fields_of(kind)}, NAMES | DOTTED) == []


def test_parameters_have_words_bands_dates_holes_and_none() -> None:
    assert any(one.keys for one in PARAMETERS)
    assert any(one.banded for one in PARAMETERS)
    assert any(earlier.end != later.start for one in PARAMETERS for earlier, later in zip(one.values, one.values[1:], strict=False))
    assert any(value.value is None for one in PARAMETERS for value in one.values)


def test_assumptions_are_decided_and_undecided() -> None:
    assert {one.default is None for one in ASSUMPTIONS} == {True, False}


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(FOLDER).as_posix() for path in FILES])
def test_a_teaching_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 200


def test_the_contents_list_every_topic_in_the_order_of_reading() -> None:
    contents = (FOLDER / "README.md").read_text(encoding="utf-8")
    topics = [one.id.rpartition(".")[2] for one in TAUGHT.book.rulesets.values() if one.id.startswith(TEACHING)]
    assert [topic for topic in topics if f"](bakkeby/{topic}/rules.yaml)" not in contents] == []


def test_a_quarter_before_the_book_bus_ran_is_refused_in_its_own_words() -> None:
    (case,) = read_cases(default_root().parent / "examples" / "citizen.yaml")
    rule = f"{TEACHING}bakkeby.book_bus.school_visit"
    assert evaluate(TAUGHT.book, [case], [rule], [Quarter.parse("2017Q1")])
    with pytest.raises(QuestionError, match="first ran in 2017"):
        evaluate(TAUGHT.book, [case], [rule], [Quarter.parse("2016Q4")])


def test_what_is_invented_is_answered_only_by_name() -> None:
    assert all(one.invented for one in TAUGHT.book.rulesets.values() if one.id.startswith(TEACHING))
    (case,) = read_cases(default_root().parent / "examples" / "citizen.yaml")
    (result,) = evaluate(TAUGHT.book, [case])
    assert [one.rule for one in result.decisions if one.rule.startswith(TEACHING)] == []
