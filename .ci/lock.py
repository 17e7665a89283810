"""Joins the frozen versions of several Pythons into one lock file: `lock.py 3.11=a.txt 3.12=b.txt ... > requirements.lock`.

A version that all of them agree on stands alone; others carry a marker. The first Python stands for all before the
second, the last for all after it.
"""

import sys
from pathlib import Path

LEFT_OUT = {"pip", "setuptools", "wheel", "integrationrules"}


def frozen(path: str) -> dict[str, str]:
    """Version by package of one `pip freeze`."""
    found = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        name, separator, version = line.partition("==")
        if name.lower() in LEFT_OUT:
            continue
        if not separator:
            sys.exit(f"{path}: not a version from an index: {name.partition(' ')[0]}")
        found[name] = version
    return found


def marker(places: list[int], pythons: list[str]) -> str:
    """The environment marker for neighbouring Pythons, of which `places` are the positions."""
    first, last = places[0], places[-1]
    limits = []
    if first > 0:
        limits.append(f"python_version >= '{pythons[first]}'")
    if last < len(pythons) - 1:
        limits.append(f"python_version < '{pythons[last + 1]}'")
    return f"; {' and '.join(limits)}" if limits else ""


def main(arguments: list[str]) -> None:
    """Prints the lock file."""
    pythons, paths = zip(*(argument.split("=", 1) for argument in arguments), strict=True)
    each = [frozen(path) for path in paths]
    print(f"# Made by `make lock` from a clean install on Python {', '.join(pythons)}. Do not edit.")
    for name in sorted({name for versions in each for name in versions}, key=str.lower):
        place = 0
        while place < len(each):
            version = each[place].get(name)
            alike = [place]
            while alike[-1] + 1 < len(each) and each[alike[-1] + 1].get(name) == version:
                alike.append(alike[-1] + 1)
            if version is not None:
                print(f"{name}=={version}{marker(alike, list(pythons))}")
            place = alike[-1] + 1


if __name__ == "__main__":
    main(sys.argv[1:])
