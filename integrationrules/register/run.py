"""A measure over a whole register, batch by batch: memory holds the people file and a few batches of weeks."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from integrationrules.rulebook.book import Rulebook
from integrationrules.version import VERSION

from .cells import average_cells, share_cells
from .counting import Counting
from .groups import MUNICIPALITY
from .layouts import LAYOUTS, open_layout
from .layouts.dream import UNSAID
from .measure import Asked, find_measure
from .measured import Measured, Told
from .movers import GroupDays, group_days
from .naming import Naming, observed_text, read_naming
from .noticed import Reason
from .part import Part
from .people import read_people
from .periods import Period
from .problems import RegisterError
from .running import cores, counted
from .sources import open_table
from .stored import Store, fingerprint
from .suppression import MOST_WAYS, THRESHOLDS

__all__ = ["ABSENT", "BATCH", "ENGINES", "measure"]

BATCH = 50_000
ENGINES = ("local", "spark")
ABSENT = ("blank", "unknown")
"""What it may mean that a person of the people file has no row in the extract."""


def measure(
    book: Rulebook, data: str | Sequence[str], measure: str, periods: Sequence[Period], people: str | None = None, by: Sequence[str] = (),
    absent: str | None = None, columns: str | None = None, options: Mapping[str, str] | None = None, batch: int = BATCH,
    layout: str = LAYOUTS[0], observed: str | None = None, suppress: int | None = None, baseline: Period | None = None,
    sensitivity: bool = False, threads: int | None = None, strict: bool = False, work: str | None = None, engine: str = ENGINES[0],
    master: str | None = None, progress: Callable[[int], None] | None = None,
) -> Measured:
    """Counts who meets a measure in each period, over an extract and a file of people.

    `layout` is how the extract is laid out; without `people` the extract must tell who its citizens are. `by` are columns
    of the people file; `absent` says what it means that someone of it has no row in the extract: `blank` or `unknown`.
    `columns` names a file that says how columns are called. `observed` (`2015-01-01..2019-01-01`, the last day left out) are the
    days a long extract tells everything about.

    `suppress` is the threshold (3 or 5) under which cells are hidden from what is printed; `baseline` is a period that changes
    are counted from, and is measured too; `sensitivity` counts who would be counted otherwise if another option were chosen,
    and takes time.

    With `strict` a row that cannot be used, or a value that is not understood, is an error; else they are counted.

    The rest changes nothing but time and memory: `batch` rows are held at a time by each of `threads` threads (as many as
    there are processors). What has been counted is kept in the folder `work`, and a run that was interrupted goes on from
    there. `engine="spark"` counts in Spark, on `master`. `progress` is called with numbers of rows as they are counted.

    Raises `RegisterError` for what cannot be used, `QuestionError` for what cannot be asked.
    """
    if absent not in (None, *ABSENT):
        raise RegisterError("register_absent_option", found=str(absent))
    if batch < 1:
        raise RegisterError("register_batch")
    if threads is not None and threads < 1:
        raise RegisterError("register_threads")
    if engine not in ENGINES:
        raise RegisterError("register_engine", found=engine, known=", ".join(ENGINES))
    if suppress is not None:
        _check_suppression(suppress, by)
    if baseline is not None:
        periods = _with_baseline(periods, baseline)
    asked = Asked(book, find_measure(book, measure), periods, options or {}, sensitivity)
    if asked.is_number and suppress is not None:
        raise RegisterError("register_suppress_number", found=asked.rule.id)
    if asked.is_number and sensitivity:
        raise RegisterError("register_sensitivity", found=asked.rule.id)
    naming = Naming() if columns is None else read_naming(columns)
    if observed is not None:
        naming = replace(naming, observed=observed_text(observed))
    extract = open_layout(layout, _named([data] if isinstance(data, str) else data, engine), asked, naming, absent)
    on = group_days(book, periods, options or {}) if MUNICIPALITY in by and extract.municipality else GroupDays()
    known = read_people(people, naming, by, extract, periods, on)
    if not known.municipality.startswith("by_") or known.municipality == "by_period":
        on = GroupDays()
    counting = Counting(asked, extract, known)
    store = None
    if work is not None:
        files = _files([*([data] if isinstance(data, str) else data), *([] if people is None else [people]), *([] if columns is None else [columns])])
        asked_for = [asked.rule.id, [str(one) for one in periods], list(by), asked.rows.chosen, dict(on.options), layout, observed, absent, sensitivity]
        run = [VERSION, _hashes(book), batch, *asked_for]
        store = Store(work, fingerprint(files, run))
    if engine == "spark":
        if not isinstance(data, str) and len(data) > 1:
            raise RegisterError("register_spark_layout", file=data[1])
        from .spark import counted_in_spark

        parts = counted_in_spark(counting, batch, master, store)
    else:
        parts = counted(counting, batch, threads or cores(), store)
    register = _Register(counting, progress)
    register.add_extract(parts)
    if strict:
        register.refuse_odd()
    register.add_absent(absent, batch)
    return Measured(
        measure=asked.rule.id, periods=asked.periods, by=tuple(by), absent=absent,
        cells=() if asked.is_number else tuple(share_cells(asked.periods, known.groups, register.tally)),
        options={**asked.rows.chosen, **on.options}, told=register.told(), rulebook_hash=book.hash_of(asked.rule.id.rpartition(".")[0]),
        version=VERSION, book=book,
        baseline=baseline, suppress=suppress, alternatives=asked.alternatives,
        averages=tuple(average_cells(asked.periods, known.groups, register.tally)) if asked.is_number else (),
    )


def _named(data: Sequence[str], engine: str) -> list[str]:
    """Files by names that hold for processes in other folders too, where there are any."""
    return [os.path.abspath(one) if engine == "spark" and os.path.exists(one) else one for one in data]


def _files(names: Sequence[str]) -> list[Path]:
    """The files a run reads; what is on a server may change without our seeing it."""
    files: list[Path] = []
    for name in names:
        held = [Path(name)] if Path(name).is_file() else open_table(name).files
        if not held:
            raise RegisterError("register_work_server")
        files += held
    return files


def _hashes(book: Rulebook) -> dict[str, str]:
    return {name: book.hash_of(name) for name in sorted(book.rulesets)}


def _with_baseline(periods: Sequence[Period], baseline: Period) -> Sequence[Period]:
    """In order, each once; periods that cannot be ordered are refused later, with the reason."""
    alike = all(type(one) is type(baseline) for one in periods)
    return sorted({*periods, baseline}) if alike else [*periods, baseline]


def _check_suppression(threshold: int, by: Sequence[str]) -> None:
    if threshold not in THRESHOLDS:
        raise RegisterError("register_threshold", found=threshold)
    if len(by) > MOST_WAYS:
        raise RegisterError("register_ways", ways=len(by))


class _Register:
    """The whole as it grows, part by part."""

    def __init__(self, counting: Counting, progress: Callable[[int], None] | None) -> None:
        self.counting, self.progress = counting, progress
        people = counting.people
        self.tally = counting.nothing()
        self.seen = np.zeros(people.known.size, dtype=np.bool_)
        self.unlisted: Counter[str] = Counter()
        self.noticed: Counter[Reason] = Counter()
        self.rows = self.strangers = self.repeated = self.other_zeros = self.absent = 0

    def add_extract(self, parts: Iterable[Part]) -> None:
        """Everyone of the people file who has a row in the extract."""
        for part in parts:
            self._add(part)
            if self.progress is not None:
                self.progress(part.rows)
        self._refuse_unusable()

    def refuse_odd(self) -> None:
        """Refuses a register of which anything was left out or not understood."""
        told = self.told()
        found = sum(count for reason, count in told.noticed.items() if reason.is_odd) + sum(told.unlisted.values()) + sum(told.unreadable.values())
        if found:
            row = min((rows[0] for rows in told.rejected.values() if rows), default=None)
            more = {} if row is None else {"row": row}
            raise RegisterError("register_strict" if row is None else "register_strict_row", file=self.counting.extract.path, count=found, **more)

    def add_absent(self, absent: str | None, batch: int) -> None:
        """Everyone of the people file who has none."""
        missing = np.flatnonzero(~self.seen)
        self.absent = len(missing)
        for reason, count in sorted(self.noticed.items()):
            if reason.id == f"gap_{UNSAID}":
                raise RegisterError("register_absent_year", file=reason.what, count=count)
        if self.absent and absent is None:
            file, other = self.counting.extract.path, self.counting.people.path
            raise RegisterError("register_absent", file=file, other=other, count=self.absent)
        blank = absent == "blank" and not self.told().hides_people
        for start in range(0, len(missing), batch):
            self._add(self.counting.absent(missing[start:start + batch], blank))

    def told(self) -> Told:
        """What must be known about the data."""
        people = self.counting.people
        return Told(
            people.known.size, self.rows, self.strangers, self.absent, dict(self.unlisted), dict(people.unreadable), self.counting.extract.missing_weeks,
            people.municipality, self.noticed + self.counting.extract.rejected.counts, self.counting.extract.rejected.rows,
        )

    def _add(self, part: Part) -> None:
        places, times = np.unique(part.places, return_counts=True)
        self.repeated += int((times + self.seen[places] > 1).sum())
        self.seen[part.places] = True
        self.tally += part.tally
        self.unlisted += part.unlisted
        self.noticed += part.noticed
        self.rows += part.rows
        self.strangers += part.strangers
        self.other_zeros += part.other_zeros

    def _refuse_unusable(self) -> None:
        file, people = self.counting.extract.path, self.counting.people.path
        rejected = self.counting.extract.rejected
        if not self.rows:
            rows = sorted(row for rows in rejected.rows.values() for row in rows)
            raise RegisterError("register_no_row", file=file, row=rows[0]) if rows else RegisterError("register_empty", file=file)
        if self.repeated:
            raise RegisterError("register_repeated", file=file, count=self.repeated, row=self._first_repeated())
        if self.other_zeros:
            raise RegisterError("register_zeros", file=file, other=people, count=self.other_zeros)
        if not self.seen.any():
            raise RegisterError("register_strangers", file=file, other=people)

    def _first_repeated(self) -> int:
        """Read again, since nothing of a row is kept; the first line is the header, and rows count from one."""
        before, seen = 2, np.zeros(len(self.seen), dtype=np.bool_)
        for rows in self.counting.extract.rows(BATCH):
            places = self.counting.people.known.places(self.counting.extract.ids(rows))
            known = np.flatnonzero(places >= 0)
            found, first = np.unique(places[known], return_index=True)
            again = np.ones(len(known), dtype=np.bool_)
            again[first] = seen[found]
            if again.any():
                return before + int(known[again][0])
            seen[found] = True
            before += len(places)
        raise AssertionError("a person was seen twice")
