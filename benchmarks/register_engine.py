"""The shipped rule, through the plan that also answers for one citizen, in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from integrationrules.dates import Quarter, day_number
from integrationrules.engine.plan import Plan
from integrationrules.engine.questions import Questions
from integrationrules.engine.weeks import Period
from integrationrules.rulebook.book import Rulebook, load
from integrationrules.timeline.batch import Batch, Field, Spans, WeekColumns

from .population import CODES, QUARTERS, WEEKS, flags

__all__ = ["batches", "coded", "from_codes", "from_flags", "questions"]

BATCH = 50_000
RULE = "dk.outcomes.self_support.self_supporting"
FIRST_MONDAY = day_number(Quarter(*QUARTERS[0]).first_monday())


def from_codes(codes: NDArray[np.uint8], threads: int = 1) -> Callable[[], NDArray[np.uint8]]:
    """From register codes: packing into week masks included."""
    answered = _answering()
    return lambda: _all(answered, lambda citizens: codes[:, citizens], codes.shape[1], CODES, threads)


def from_flags(codes: NDArray[np.uint8], threads: int = 1) -> Callable[[], NDArray[np.uint8]]:
    """From two flags a week, free of benefit and known, which are turned into the codes the engine reads."""
    answered = _answering()
    free, known = flags(codes)

    def read(citizens: slice) -> NDArray[np.uint8]:
        return free[:, citizens] | (known[:, citizens] - np.uint8(1))  # 255 where not known

    return lambda: _all(answered, read, free.shape[1], ("700", ""), threads)


def questions(book: Rulebook) -> Questions:
    """Each quarter asked at its end, under the default of every assumption."""
    quarters = [Quarter(*quarter) for quarter in QUARTERS]
    first = np.array([[day_number(quarter.first_monday())] for quarter in quarters])
    weeks = np.array([[quarter.weeks()] for quarter in quarters])
    options = {one.id: np.array([[one.options.index(one.default) if one.default else 0]]) for one in book.assumptions.values()}
    return Questions(first + 7 * weeks - 1, Period(first, weeks), options, len(first))


def batches(read: Callable[[slice], NDArray[np.uint8]], citizens: int, labels: tuple[str, ...], size: int = BATCH) -> Iterable[tuple[slice, Batch]]:
    """The register in parts; nothing but its codes is known of anyone, and everything else was observed not to happen."""
    for start in range(0, citizens, size):
        part = slice(start, min(start + size, citizens))
        yield part, coded(read(part), labels)


def coded(codes: NDArray[np.uint8], labels: tuple[str, ...]) -> Batch:
    """Citizens of whom only the codes are known."""
    citizens = codes.shape[1]
    nobody = Field(np.zeros(citizens, dtype=np.int64), np.zeros(citizens, dtype=np.bool_), ())
    end = np.full(citizens, FIRST_MONDAY + 7 * WEEKS)
    observed = Spans(np.arange(citizens), np.full(citizens, FIRST_MONDAY), end)
    return Batch(
        size=citizens, ids=None, born=nobody, sex=nobody, origin=nobody, end=end, facts={}, observed=observed,
        observed_by_kind={}, weeks=WeekColumns(FIRST_MONDAY, codes, labels),
    )


def _answering() -> Callable[[Batch], NDArray[np.uint8]]:
    book = load()
    rule = book.rules[RULE]
    plan, asked, when = Plan(book, [rule]), questions(book), rule.when
    assert when is not None

    def answered(batch: Batch) -> NDArray[np.uint8]:
        truths = plan.run(batch, asked).truths(when)
        return truths.possible.view(np.uint8) * np.uint8(2) - truths.sure.view(np.uint8)

    return answered


def _all(answered: Callable[[Batch], NDArray[np.uint8]], read: Callable[[slice], NDArray[np.uint8]], citizens: int,
         labels: tuple[str, ...], threads: int) -> NDArray[np.uint8]:
    found = np.empty((len(QUARTERS), citizens), dtype=np.uint8)

    def fill(part: tuple[slice, Batch]) -> None:
        found[:, part[0]] = answered(part[1])

    if threads == 1:
        for part in batches(read, citizens, labels):
            fill(part)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(fill, batches(read, citizens, labels)))
    return found
