"""Figures set anew by path: `effect.non_western_unqualified.guidance=0.4`, `tax_rate.2026=26`, `years.to=2027`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from integrationrules.economics.formulas.inputs import ASSUMED, ModelInputs, parse_inputs
from integrationrules.rulebook.models.load import Model
from integrationrules.rulebook.models.model import Input
from integrationrules.rulebook.models.named import YEAR
from integrationrules.timeline.documents import DocumentError, yaml_values
from integrationrules.timeline.messages import shown
from integrationrules.timeline.problems import CaseError, Path, Problem, unknown_key

__all__ = ["with_settings"]

_PARTS = ("is", "low", "high")
_WHOLE = ("years", "prices")


def with_settings(model: Model, inputs: ModelInputs, settings: Iterable[tuple[str, str]]) -> ModelInputs:
    """The inputs with some figures changed; raises `CaseError` for a path that leads nowhere or a value that cannot be."""
    document = deepcopy(dict(inputs.document))
    told: dict[Path, str] = {}
    for path, text in settings:
        told[_set(model, inputs, document, path, text)] = f"--set {path}"

    def place(path: Path, at_key: bool) -> str:
        return next((name for changed, name in told.items() if changed[:len(path)] == path or path[:len(changed)] == changed), "--set")

    return parse_inputs(model, document, place)


def _set(model: Model, inputs: ModelInputs, document: dict[str, Any], path: str, text: str) -> Path:
    name, *steps = path.split(".")
    value = _value(path, text)
    if name in _WHOLE:
        keys: Path = (name, *steps)
        _put(document, keys, value)
        return keys
    if name not in model.inputs:
        message_id, values = unknown_key(name, (*model.inputs, *_WHOLE))
        raise CaseError((Problem(f"--set {shown(path).strip(chr(39))}", "", message_id, values),))
    one = model.inputs[name]
    part = steps.pop(0) if steps and steps[0] in _PARTS else "is"
    body = document.setdefault("inputs", {}).setdefault(name, {"source": ASSUMED, "because": {"da": f"--set {path}", "en": f"--set {path}"}})
    if body.get("source") is None:
        body.update(source=ASSUMED, because={"da": f"--set {path}", "en": f"--set {path}"})
    body[part] = _opened(model, inputs, one, body.get(part), len(steps))
    _put(body, (part, *steps), value)
    return ("inputs", name, part, *steps)


def _opened(model: Model, inputs: ModelInputs, one: Input, body: Any, depth: int) -> Any:
    """A figure that stands for several members, written out for each of them where the path goes on to one."""
    if depth == 0:
        return body
    axes = one.axes[:depth]
    names = [[str(year) for year in range(inputs.first, inputs.last + 1)] if axis == YEAR else [member for member, _ in model.axes[axis].members]
             for axis in axes]
    return _spelled(body, names)


def _spelled(body: Any, names: list[list[str]]) -> Any:
    if not names:
        return body
    if isinstance(body, Mapping):
        return {key: _spelled(value, names[1:]) for key, value in body.items()}
    return {} if body is None else {name: _spelled(body, names[1:]) for name in names[0]}


def _put(into: dict[str, Any], keys: Path, value: Any) -> None:
    for key in keys[:-1]:
        inner = into.get(str(key))
        if not isinstance(inner, dict):
            inner = {}
            into[str(key)] = inner
        into = inner
    into[str(keys[-1])] = value


def _value(path: str, text: str) -> Any:
    try:
        found = list(yaml_values(text))
    except DocumentError:
        found = []
    if len(found) != 1:
        raise CaseError((Problem(f"--set {shown(path).strip(chr(39))}", "", "number_text", {"found": shown(text)}),))
    return found[0]
