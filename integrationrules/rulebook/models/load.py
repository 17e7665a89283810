"""The models of a rulebook: files under its folder, their formulas ready to be computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from integrationrules.rulebook.book import Rulebook
from integrationrules.rulebook.diagnostics import Diagnostics, Mark, RulebookError, nearest
from integrationrules.rulebook.fingerprint import fingerprint
from integrationrules.rulebook.model import Parameter, RuleSet
from integrationrules.rulebook.models.model import Axis, Definition, Input, ModelFile, Shown, Step
from integrationrules.rulebook.models.named import YEAR, YEAR_NAMES
from integrationrules.rulebook.models.reading import ModelReader
from integrationrules.rulebook.models.terms import Term
from integrationrules.rulebook.models.typed import Typist
from integrationrules.rulebook.yamltree import MappingNode, read_document

__all__ = ["Model", "check_models", "load_model", "model_ids"]

_FILE = "model.yaml"


@dataclass(frozen=True)
class Model:
    """A formula model, ready: what its file says, and every formula as terms."""

    file: ModelFile
    formulas: Mapping[str, Term]
    """In an order in which each needs only those before it."""
    steps: tuple[tuple[Step, tuple[tuple[str, Term], ...]], ...]
    """Each step with what its payers gain."""
    shown: tuple[tuple[Shown, Term], ...]
    parameters: Mapping[str, Parameter]
    """All that its formulas look up, by id."""
    rulesets: Mapping[str, RuleSet]
    """The rule sets it uses."""

    @property
    def id(self) -> str:
        """The id, which its folder gives."""
        return self.file.id

    @cached_property
    def axes(self) -> dict[str, Axis]:
        """The axes of the file by name; years come with the question."""
        return {axis.name: axis for axis in self.file.axes}

    @cached_property
    def inputs(self) -> dict[str, Input]:
        """The inputs by name."""
        return {one.name: one for one in self.file.inputs}

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """What the file says of each formula, by name."""
        return {one.name: one for one in self.file.formulas}

    @cached_property
    def hash(self) -> str:
        """Hash of what the file says and of the dated values it looks up; comments and layout do not count."""
        return fingerprint([self.file, sorted(self.parameters.items())])


def model_ids(book: Rulebook) -> tuple[str, ...]:
    """The ids of the models under the rulebook's folder."""
    return tuple(".".join(folder.relative_to(book.root).parts) for folder in _folders(Path(book.root)))


def load_model(book: Rulebook, name: str) -> Model:
    """The model of an id or of its last part.

    Raises `KeyError` with a suggestion, and `RulebookError` with every mistake in its file.
    """
    known = model_ids(book)
    found = [id_ for id_ in known if name in (id_, id_.rpartition(".")[2])]
    if len(found) != 1:
        raise KeyError(nearest(name, [*known, *(id_.rpartition(".")[2] for id_ in known)]))
    problems = Diagnostics()
    model = _ready(Path(book.root), found[0], book.rulesets, problems)[0]
    if problems.errors or model is None:
        raise RulebookError(problems.errors)
    return model


def check_models(root: Path, rulesets: Mapping[str, RuleSet], problems: Diagnostics) -> set[str]:
    """Reads every model under `root` for its mistakes; the ids of parameters and uses that models mention."""
    used: set[str] = set()
    for folder in _folders(root):
        id_ = ".".join(folder.relative_to(root).parts)
        used |= _ready(root, id_, rulesets, problems)[1]
    return used


def _folders(root: Path) -> Iterator[Path]:
    return (path.parent for path in sorted(root.rglob(_FILE)))


def _ready(root: Path, id_: str, rulesets: Mapping[str, RuleSet], problems: Diagnostics) -> tuple[Model | None, set[str]]:
    folder = root / Path(*id_.split("."))
    shown = f"{root.name or root.resolve().name}/{'/'.join(id_.split('.'))}"
    written = read_document(folder / _FILE, f"{shown}/{_FILE}", problems)
    parameters: MappingNode | None = None
    if written is not None and (folder / "parameters.yaml").exists() and not (folder / "rules.yaml").exists():
        parameters = read_document(folder / "parameters.yaml", f"{shown}/parameters.yaml", problems)
    if written is None:
        return None, set()
    before = len(problems.errors)
    file = ModelReader(written, parameters, f"{shown}/{_FILE}", id_, problems).model()
    typist = Typist(file, rulesets, problems)
    _check_uses(file, rulesets, problems)
    _check_axes(file, problems)
    formulas = {one.name: typist.formula(one.name, one.mark) for one in file.formulas}
    steps = tuple((step, tuple((entry.payer, term) for entry in step.entries if (term := _amount(typist, entry.expression, step)))) for step in file.steps)
    shown_terms = tuple((one, term) for one in file.shown if (term := _term(typist, one)))
    _check_break_even(file, typist)
    used = {name for name in typist.used if "." in name}
    if len(problems.errors) > before:
        return None, used
    _check_unused(file, typist, problems)
    ready = {name: term for name, term in typist.ready.items() if term is not None}
    assert len(ready) == len(formulas)
    return Model(file, ready, steps, shown_terms, _parameters(file, typist, rulesets), {target: rulesets[target] for _, target in file.uses}), used


def _amount(typist: Typist, expression: object, step: Step) -> Term | None:
    """What a payer gains in each year."""
    term = typist.term(expression)  # type: ignore[arg-type]
    if term is None:
        return None
    if str(term.unit) != "DKK" and not _zero(term):
        typist.expected(f"{term.unit}" if term.unit is not None else "a condition", f"DKK in step '{step.name}'", term.mark)
        return None
    if rest := [axis for axis in term.axes if axis != YEAR]:
        typist.expected(f"an amount for each {rest[0]}", f"one for each year: sum(..., {', '.join(rest)})", term.mark)
        return None
    return term


def _zero(term: Term) -> bool:
    return getattr(term, "value", None) == 0


def _term(typist: Typist, shown: Shown) -> Term | None:
    term = typist.term(shown.expression)
    if term is not None and term.unit is None:
        typist.expected("a condition", "a number", term.mark)
        return None
    return term


def _parameters(file: ModelFile, typist: Typist, rulesets: Mapping[str, RuleSet]) -> dict[str, Parameter]:
    known = [*file.parameters, *(one for _, target in file.uses for one in rulesets[target].parameters)]
    return {one.id: one for one in known if one.id in typist.used}


def _check_uses(file: ModelFile, rulesets: Mapping[str, RuleSet], problems: Diagnostics) -> None:
    for alias, target in file.uses:
        if target not in rulesets:
            problems.add("IR011", file.marks[f"target {alias}"], name=target, suggestion=nearest(target, rulesets))


def _check_axes(file: ModelFile, problems: Diagnostics) -> None:
    known = [*(axis.name for axis in file.axes), YEAR]
    for axis in file.axes:
        if axis.name in (YEAR, *YEAR_NAMES):
            problems.add("IR014", axis.mark, name=axis.name, why="a word of the language")
    for one in file.inputs:
        for name in one.axes:
            if name not in known and name not in file.defined:
                problems.add("IR210", one.mark, what="axis", name=name, suggestion=nearest(name, known))
        low, high = (bound if bound is not None else other for bound, other in ((one.least, Decimal("-Infinity")), (one.most, Decimal("Infinity"))))
        if isinstance(one.default, Decimal) and not low <= one.default <= high:
            problems.add("IR211", one.mark, found=f"the default {one.default}", expected=f"{low} to {high}")


def _check_break_even(file: ModelFile, typist: Typist) -> None:
    for one in file.break_even:
        given = typist.inputs.get(one.scale)
        if given is None or given.options:
            typist.problems.add("IR210", one.mark, what="input", name=one.scale, suggestion=nearest(one.scale, typist.inputs))
        if one.shows is not None and one.shows not in [shown.name for shown in file.shown]:
            typist.problems.add("IR210", one.mark, what="shown", name=one.shows, suggestion=nearest(one.shows, [shown.name for shown in file.shown]))


def _check_unused(file: ModelFile, typist: Typist, problems: Diagnostics) -> None:
    mentioned = {axis for one in file.inputs for axis in one.axes} | typist.used
    groups: tuple[tuple[str, list[tuple[str, Mark]]], ...] = (
        ("input", [(one.name, one.mark) for one in file.inputs]),
        ("formula", [(one.name, one.mark) for one in file.formulas]),
        ("axis", [(one.name, one.mark) for one in file.axes]),
        ("rule set", [(alias, file.marks[f"uses {alias}"]) for alias, _ in file.uses if f"uses {alias}" not in typist.used]),
        ("parameter", [(one.id.rpartition(".")[2], one.mark) for one in file.parameters if one.id not in typist.used]),
        ("source", list(file.uncited.items())),
    )
    for what, group in groups:
        for name, mark in group:
            if what not in ("input", "formula", "axis") or name not in mentioned:
                problems.add("IR301", mark, what=what, name=name)
