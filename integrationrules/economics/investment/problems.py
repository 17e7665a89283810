"""What is wrong with an investment case: where, which field, which message."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from integrationrules.rulebook.diagnostics import Diagnostics, Mark
from integrationrules.timeline.cpr import without_cpr

from .messages import PHRASES, told

__all__ = ["InvestmentError", "InvestmentProblem", "Problems"]

_LISTED = 50
_FILE = {
    "IR001": "invest_yaml", "IR002": "invest_switch", "IR003": "invest_cut", "IR004": "invest_twice", "IR007": "invest_shape", "IR009": "invest_file",
}
"""What the reader of YAML files finds, in the words of this kind of file."""


@dataclass(frozen=True, slots=True)
class InvestmentProblem:
    """One mistake: `place` such as `case.yaml:12:5`, `field` such as `lines.saved_2018`, the id of a message and its values."""

    place: str
    field: str
    id: str
    values: dict[str, Any] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        where = ": ".join(filter(None, (self.place, self.field)))
        return without_cpr(f"{where}: {told(self.id, self.values)}")


class InvestmentError(ValueError):
    """A case that cannot be used or a result that cannot be computed; `problems` says why."""

    def __init__(self, problems: Iterable[InvestmentProblem], unlisted: int = 0) -> None:
        self.problems = tuple(problems)
        self.unlisted = unlisted
        super().__init__("\n".join(map(str, self.problems)))


class Problems(Diagnostics):
    """Collects the mistakes of a file, those of its YAML among them, so that one run shows them all."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[tuple[str, str, str, str], tuple[Mark, InvestmentProblem]] = {}

    def add(self, code: str, mark: Mark, **values: Any) -> None:
        """A mistake of the YAML itself."""
        known = {name: f"@{value}" if value in PHRASES else _short(str(value)) for name, value in values.items()}
        self.tell(_FILE[code], mark, "", **known)

    def tell(self, id_: str, mark: Mark, where: str, /, **values: Any) -> None:
        """A mistake of the case; found values are shortened."""
        shown = {name: _short(value) if isinstance(value, str) else value for name, value in values.items()}
        place = f"{mark.path}:{mark.line}:{mark.column}" if mark.line else mark.path
        self._seen.setdefault((place, where, id_, str(shown.get("key", ""))), (mark, InvestmentProblem(place, where, id_, shown)))

    def __bool__(self) -> bool:
        return bool(self._seen)

    def error(self) -> InvestmentError:
        """All of them in the order of the file, the first fifty listed."""
        found = [problem for _, problem in sorted(self._seen.values(), key=lambda one: (one[0].line, one[0].column))]
        return InvestmentError(found[:_LISTED], max(0, len(found) - _LISTED))


def _short(text: str) -> str:
    printable = "".join(one if one.isprintable() else "\ufffd" for one in without_cpr(text[:400]))
    return printable if len(printable) <= 160 else printable[:159] + "…"
