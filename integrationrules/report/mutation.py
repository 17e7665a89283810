"""What became of the mutants, for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from integrationrules.mutation.survey import Fared, Surveyed, percent
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import paragraph

__all__ = ["HEADS", "mutation_markdown", "mutation_text"]

HEADS: dict[str, str] = {
    "ruleset": "Rule set", "mutants": "mutants", "caught": "caught", "survived": "survived", "refused": "refused at load", "unseen": "change no answer",
    "percent": "caught in per cent",
}


def mutation_text(found: Sequence[Surveyed], lang: str, width: int = 100) -> str:
    """A line for each rule set with its survivors below it, and one for all."""
    tr = translator(lang)
    lines: list[str] = []
    for one in found:
        lines.append(f"{one.ruleset}: {_figure(one.count('caught'), len(one.survivors), tr)}{_rest(one, tr)}")
        for fared in one.survivors:
            mark = fared.mutant.mark
            lines.append(f"  {mark.path}:{mark.line}:{mark.column}: {fared.mutant.where}: {_change(fared, tr)}")
            lines += paragraph(fared.because, width, 6) if fared.because else []
        lines += [f"  {place}: " + tr("this reason speaks of no survivor") for place in one.idle]
    caught, survived = _sums(found)
    return "\n".join([*lines, "", tr("in all") + f": {_figure(caught, survived, tr)}"]) + "\n"


def mutation_markdown(found: Sequence[Surveyed], lang: str) -> str:
    """A table of the rule sets, then the survivors of each with their reasons."""
    tr = translator(lang)
    heads = [tr(text) for text in HEADS.values()]
    lines = [_row(heads), _row(["---", *["---:"] * (len(heads) - 1)])]
    for one in found:
        numbers = [len(one.fared), one.count("caught"), len(one.survivors), one.count("refused"), one.count("unseen")]
        lines.append(_row([f"`{one.ruleset}`", *map(str, numbers), _percent(one.percent, tr)]))
    caught, survived = _sums(found)
    totals = [sum(len(one.fared) for one in found), caught, survived, *(sum(one.count(name) for one in found) for name in ("refused", "unseen"))]
    lines.append(_row([tr("in all"), *map(str, totals), _percent(percent(caught, survived), tr)]))
    for one in found:
        if one.survivors:
            lines += ["", f"## {one.ruleset}", "", *_grouped(one, tr)]
    return "\n".join(lines) + "\n"


def _grouped(one: Surveyed, tr: Translator) -> Iterator[str]:
    """Survivors by their reason, in the order of the first of each."""
    by_reason: dict[str, list[Fared]] = {}
    for fared in one.survivors:
        by_reason.setdefault(fared.because, []).append(fared)
    for because, several in by_reason.items():
        yield f"- {because or tr('no reason given')}"
        for fared in several:
            name = fared.mutant.mark.path.rpartition("/")[2]
            yield f"  - `{name}:{fared.mutant.mark.line}:{fared.mutant.mark.column}` `{fared.mutant.where}`: {_change(fared, tr, '`')}"


def _change(fared: Fared, tr: Translator, quote: str = "") -> str:
    old, new = (f"{quote}{text}{quote}" for text in (fared.mutant.old, fared.mutant.new))
    return f"{old} -> {new}" if fared.mutant.new else tr("{old} taken out").format(old=old)


def _figure(caught: int, survived: int, tr: Translator) -> str:
    text = tr("{caught} of {all} caught").format(caught=caught, all=caught + survived)
    return f"{text} ({_percent(percent(caught, survived), tr)} %)" if caught + survived else text


def _rest(one: Surveyed, tr: Translator) -> str:
    refused, unseen = one.count("refused"), one.count("unseen")
    parts = [tr("{n} refused at load").format(n=refused)] if refused else []
    parts += [tr("{n} change no answer").format(n=unseen)] if unseen else []
    return "; " + ", ".join(parts) if parts else ""


def _sums(found: Sequence[Surveyed]) -> tuple[int, int]:
    return sum(one.count("caught") for one in found), sum(len(one.survivors) for one in found)


def _percent(number: float | None, tr: Translator) -> str:
    return "" if number is None else f"{number:.1f}".replace(".", "," if tr.lang == "da" else ".")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
