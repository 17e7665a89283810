"""`python -m tests.oracle.outcomes [CITIZENS] [SEED]`: every outcome measure of so many random citizens, engine against slow reading."""

from __future__ import annotations

import sys

from .agree import MEASURES, compared


def main() -> int:
    citizens, seed = (int(sys.argv[place]) if len(sys.argv) > place else usual for place, usual in ((1, 10_000), (2, 1)))
    wrong = 0
    for name, found in compared(MEASURES, citizens, seed).items():
        wrong += len(found.otherwise)
        print(f"{name:36} {found.asked:7} answers, {found.met:6} met, {found.unknown:6} unknown, {found.less:4} known less, {len(found.otherwise)} otherwise")
        for said in found.otherwise[:3]:
            print(f"  {said}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
