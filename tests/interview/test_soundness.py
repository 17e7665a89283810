"""What is answered "don't know" may leave a rule undecided; it never decides it otherwise than the whole truth."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from integrationrules import evaluate
from integrationrules.interview import Interview
from integrationrules.interview.script import ASKED
from integrationrules.report.catalogue import translator
from integrationrules.rulebook.book import load
from integrationrules.timeline.timeline import Timeline
from integrationrules.verdict import Verdict

BOOK = load()
RULES = ["dk.outcomes.self_support.self_supporting", "dk.integration.state_refund.rate"]
ORDER = [kind for kinds in ASKED.values() for kind in kinds]
LAST = date(2018, 6, 30)
Spell = tuple[int, int | None, bool]
SPELLS = st.lists(st.tuples(st.integers(0, 900), st.none() | st.integers(0, 300), st.booleans()), max_size=3)
"""The first day, how long it lasts (None: still), and whether its end is known to the one who answers."""


def told(spells: Iterable[Spell], knows_ends: bool, knows_all: bool) -> Timeline:
    """The case of someone who tells of benefits, and says no to everything else."""
    interview = Interview(translator("en"), LAST, "case")
    for text in ("", "", "", "", "2016-01-01", ""):
        interview.answer(text)
    for _ in range(ORDER.index("benefit")):
        interview.answer("no")
    interview.answer("yes" if spells else "no" if knows_all else "don't know")
    for first, lasts, known in spells:
        begins = date(2016, 1, 1) + timedelta(days=first)
        if interview.question is not None and interview.question.default == "no":
            interview.answer("yes")
        interview.answer("cash assistance")
        interview.answer(begins.isoformat())
        interview.answer("don't know" if not (known or knows_ends) else "still going on" if lasts is None else str(begins + timedelta(days=lasts)))
    if spells:
        interview.answer("no" if knows_all else "don't know")
    while interview.question is not None:
        interview.answer("no")
    return interview.draft.timeline()


@settings(max_examples=60, deadline=None)
@given(SPELLS, SPELLS, st.booleans())
def test_not_knowing_never_decides_otherwise_than_knowing(mentioned: list[Spell], kept: list[Spell], knows_all: bool) -> None:
    truth = told([*mentioned, *([] if knows_all else kept)], True, True)
    account = told(mentioned, False, knows_all)
    true, said = (one.decisions for one in evaluate(BOOK, [truth, account], RULES, on=LAST))
    for whole, part in zip(true, said, strict=True):
        assert part.verdict in (whole.verdict, Verdict.UNKNOWN)
