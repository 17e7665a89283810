"""All mutants of some rule sets put to the cases, over several processes, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .reasons import reasons_of
from .trees import Mutant
from .trial import Trial, Verdict

__all__ = ["AIM", "Fared", "Surveyed", "survey"]

AIM = 95
"""Of each hundred mutants that change an answer, so many are to be caught."""
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Fared:
    """One mutant, how it fared, and why it is no fault that no case catches it."""

    mutant: Mutant
    verdict: Verdict
    because: str = ""

    def as_json(self) -> dict[str, Any]:
        """As in the command's JSON."""
        mutant = self.mutant
        found = {"outcome": self.verdict.outcome, "kind": mutant.kind, "where": mutant.where, "file": mutant.mark.path, "line": mutant.mark.line,
                 "column": mutant.mark.column, "old": mutant.old, "new": mutant.new}
        return found | ({"by": self.verdict.by} if self.verdict.by else {}) | ({"because": self.because} if self.because else {})


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A rule set with all its mutants, and the reasons that speak of none of its survivors."""

    ruleset: str
    fared: tuple[Fared, ...]
    idle: tuple[str, ...] = ()

    def count(self, outcome: str) -> int:
        """How many of its mutants fared so."""
        return sum(one.verdict.outcome == outcome for one in self.fared)

    @property
    def survivors(self) -> tuple[Fared, ...]:
        """Those that change an answer and that no case catches."""
        return tuple(one for one in self.fared if one.verdict.outcome == "survived")

    @property
    def unexplained(self) -> int:
        """Survivors without a reason."""
        return sum(not one.because for one in self.survivors)

    @property
    def percent(self) -> float | None:
        """Caught of each hundred that change an answer; None where none does."""
        return percent(self.count("caught"), len(self.survivors))

    def as_json(self) -> dict[str, Any]:
        """As in the command's JSON."""
        return {"ruleset": self.ruleset, "mutants": len(self.fared), "caught": self.count("caught"), "survived": len(self.survivors),
                "refused": self.count("refused"), "unseen": self.count("unseen"), "percent": self.percent,
                "survivors": [one.as_json() for one in self.survivors], "idle_reasons": list(self.idle)}


def percent(caught: int, survived: int) -> float | None:
    """Caught of each hundred, to one decimal and never rounded up."""
    return caught * 1000 // (caught + survived) / 10 if caught + survived else None


def survey(root: Path, rulesets: Sequence[str] = (), jobs: int = 1) -> list[Surveyed]:
    """Every mutant of the rule sets (all that have any, when none is named), each rule set in the order of its files.

    Raises `RulebookError` where rule files or reasons cannot be used, `CasesFail` where cases fail as they stand.
    """
    trial = Trial(root)
    trial.check()
    wanted = rulesets or [id_ for id_ in trial.variants.written if trial.mutants(id_)]
    reasons = {id_: reasons_of(root, id_) for id_ in wanted}
    mutants = {id_: trial.mutants(id_) for id_ in wanted}
    tasks = [(id_, number) for id_ in wanted for number in range(len(mutants[id_]))]
    verdicts = iter(_verdicts(trial, tasks, root, jobs))
    found: list[Surveyed] = []
    for id_ in wanted:
        given, used = reasons[id_], set[int]()
        fared: list[Fared] = []
        for mutant in mutants[id_]:
            verdict, because = next(verdicts), ""
            for number, reason in enumerate(given if verdict.outcome == "survived" else ()):
                if reason.speaks_of(mutant):
                    because = because or reason.because
                    used.add(number)
            fared.append(Fared(mutant, verdict, because))
        idle = tuple(reason.place for number, reason in enumerate(given) if number not in used)
        found.append(Surveyed(id_, tuple(fared), idle))
    return found


def _verdicts(trial: Trial, tasks: list[tuple[str, int]], root: Path, jobs: int) -> Iterator[Verdict]:
    if jobs == 1:
        yield from (trial.verdict(id_, trial.mutants(id_)[number]) for id_, number in tasks)
        return
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(str(root),)) as pool:
        yield from pool.map(_verdict, tasks, chunksize=_AT_ONCE)


_begun: list[Trial] = []
"""The worker's own rulebook and cases: read once in each process, as they cannot be sent to it."""


def _begin(root: str) -> None:
    _begun[:] = [Trial(Path(root))]


def _verdict(task: tuple[str, int]) -> Verdict:
    (trial,), (ruleset, number) = _begun, task
    return trial.verdict(ruleset, trial.mutants(ruleset)[number])
