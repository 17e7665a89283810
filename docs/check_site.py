"""Says which pages of the built site load something from elsewhere, and exits 1 if any does; links to follow are no loading."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

__all__ = ["elsewhere", "main"]

SITE = Path(__file__).parent.parent / "site"
FOLLOWED = ("a", "area")


class _Loads(HTMLParser):
    """Collects the addresses a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes note of every address but those a reader follows."""
        if tag not in FOLLOWED:
            self.found += [value for name, value in attrs if name in ("src", "href", "data", "poster") and value and "//" in value]


def elsewhere(folder: Path) -> Iterator[tuple[str, str]]:
    """Page and address, for every page under the folder."""
    for path in sorted(folder.rglob("*.html")):
        page = _Loads()
        page.feed(path.read_text(encoding="utf-8"))
        for address in page.found:
            yield path.relative_to(folder).as_posix(), address
    for path in sorted(folder.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        if "@import" in text or "url(http" in text or "url(//" in text:
            yield path.relative_to(folder).as_posix(), "@import or url()"


def main() -> int:
    """Checks the site that `make docs` built."""
    if not (SITE / "index.html").exists():
        print("there is no site; run make docs", file=sys.stderr)
        return 2
    found = list(elsewhere(SITE))
    for page, address in found:
        print(f"{page}: loads {address}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
