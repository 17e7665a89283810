"""Schema and readers over every damaged document, not a sample of them: `python -m tests.schema.agree [rules] [case] [model] [inputs]`.

Prints each disagreement once, and how many documents were read. Rule files take about half an hour on one processor.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from .damage import every_damage
from .test_agreement import CASES, RULE_FILES, cases_disagree, rules_disagree
from .test_damaged_models import GIVEN, MODELS, inputs_disagree, models_disagree

COMPARED: dict[str, tuple[list[Any], Callable[[Any], str]]] = {
    "rules": (RULE_FILES, rules_disagree), "case": (CASES, cases_disagree), "model": (MODELS, models_disagree), "inputs": (GIVEN, inputs_disagree),
}


def main(names: list[str]) -> int:
    disagreed = False
    for name in names or list(COMPARED):
        good, compare = COMPARED[name]
        read, said = 0, set()
        with ProcessPoolExecutor() as pool:
            for found in pool.map(compare, every_damage(good), chunksize=50):
                read += 1
                if found and found not in said:
                    said.add(found)
                    print(f"{name}: {found}", flush=True)
        print(f"{name}: {read} damaged documents, {len(said)} disagreements", flush=True)
        disagreed |= bool(said)
    return int(disagreed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
