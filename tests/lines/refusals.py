"""Lines that are not understood; `python -m tests.lines.refusals` writes what is said of them anew."""

from __future__ import annotations

from pathlib import Path

from integrationrules.lines import LineError, read_fact, refusal_text
from integrationrules.report.catalogue import translator

GOLDEN = Path(__file__).parent / "golden"
REFUSED = (
    "", "i Hjørring", "ansættelse", "ansættelse, fra 2018-03-01", "ansættelse, ordnær, fra 2018-03-01",
    "ansættelse, ordinær, 25 t/uge, i Hjørring, fra 2018-03-01", "ansættelse, ordinær, 25, fra 2018-03-01",
    "ansættelse, ordinær, fleksjob, fra 2018-03-01", "ansættelse, ordinær, fra 2018-02-30", "ansættelse, ordinær, fra i morgen",
    "ansættelse, ordinær, fra 1/3-18", "ansættelse, ordinær, den 2018-03-01", "kontrakt, fra 2018-03-01", "kontrakt", "danskprøve, bestået, den 2018-03-01",
    "bonus paid, job, DKK 76,500, on 2018-03-01", "bonus paid, job, 76500 kr., DKK 1, on 2018-03-01", "employment, type=good, from 2018-03-01",
    "integrationsansvar, kommune Hjørring, fra 2018-03-01", "integrationsansvar, kommune=Hjørring, fra 2018-03-01", "praktik, fra 2018-03-01",
    "ansætelse, ordinær, fra 2018-03-01", "ydlse, fra 2018-03-01", "010190-1234, fra 2018-03-01", "ydelse, 010190-1234, fra 2018-03-01", "x" * 501,
)


def told(line: str, lang: str) -> str:
    """What is said of a line."""
    try:
        return f"read as {read_fact(line)}"
    except LineError as error:
        return refusal_text(error, translator(lang))


def page(lang: str) -> str:
    """Every refused line with what is said of it."""
    return "\n".join(f"{line[:100]}\n  {told(line, lang)}\n" for line in REFUSED)


if __name__ == "__main__":
    for lang in ("da", "en"):
        (GOLDEN / f"refusals.{lang}.txt").write_text(page(lang), encoding="utf-8", newline="\n")
