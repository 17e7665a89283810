"""Ten mistakes that authors make, each in a file that is right without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CASE", "MISTAKES", "RULES", "Mistake"]

ROOT = Path(__file__).parents[2]
RULES = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "rule-language.md").read_text(encoding="utf-8"), re.DOTALL)[0]
"""The whole rule set of the page about the rule language."""
CASE = (ROOT / "examples" / "citizen.yaml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Mistake:
    """What was written instead of what."""

    file: str
    right: str
    wrong: str

    @property
    def text(self) -> str:
        """The file with the mistake in it."""
        good = RULES if self.file == "rules.yaml" else CASE
        assert good.count(self.right) == 1, self.right
        return good.replace(self.right, self.wrong)


MISTAKES = (
    Mistake("rules.yaml", "    when: school_weeks", "    wehn: school_weeks"),
    Mistake("rules.yaml", "for: quarter", "for: kvartal"),
    Mistake("rules.yaml", "title: {da: Skolebussen, en: The school bus}", "title: Skolebussen"),
    Mistake("rules.yaml", "is: 6, source: act, at: § 2", "is: 6, at: § 2"),
    Mistake("rules.yaml", "unit: years", "unit: year"),
    Mistake("rules.yaml", "measures:", "measure:"),
    Mistake("sager/case.yaml", "on: 2015-11-02", "on: 2. november 2015"),
    Mistake("sager/case.yaml", "type: ordinary", "type: ordinær"),
    Mistake("sager/case.yaml", "hours_per_week: 25", "hours_per_week: 25 timer"),
    Mistake("sager/case.yaml", "municipality: 860", "kommune: 860"),
)
