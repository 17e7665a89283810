"""Puts the pages of the site together in build/docs: what is written here, and what is made from rule files, examples and docstrings.

`make docs` runs this, and then the site's builder on what it wrote. Nothing of it is committed.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import integrationrules
from integrationrules.report.rulepages import rule_pages
from integrationrules.rulebook.book import load

__all__ = ["api_page", "example_pages", "pages"]

DOCS = Path(__file__).parent
ROOT = DOCS.parent
STAGED = ROOT / "build" / "docs"
DANISH = ("kom-godt-i-gang", "law-table", "regler/", "saadan-")
"""Beginnings of the names of Danish pages: they say so to screen readers, the site around them is in English."""
API = """# Python

What `import integrationrules as ir` offers; everything else may change without notice. Made from the docstrings.

"""


def pages() -> dict[str, str]:
    """Every page by its place on the site."""
    book = load()
    found = {path.name: _inside(path.read_text(encoding="utf-8")) for path in sorted(DOCS.glob("*.md"))}
    found |= {f"rules/{name}": text for name, text in rule_pages(book, "en").items()}
    found |= {f"regler/{name}": text for name, text in rule_pages(book, "da").items()}
    for name in found:
        if name.startswith(DANISH) and not name.endswith("/.nav.md"):
            found[name] = f'<div lang="da" markdown>\n\n{found[name]}\n</div>\n'
    found |= example_pages()
    found["python.md"] = api_page()
    found["changelog.md"] = _inside((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    return found


def example_pages() -> dict[str, str]:
    """A page for each example with the case and what is printed about it, and the table of them."""
    index = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    found = {"examples/index.md": re.sub(r"\(([\w-]+)\.yaml\)", r"(\1.md)", index).replace("](../docs/", "](../")}
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        parts = [f"# {path.stem}", f"`examples/{path.name}`", f"```yaml\n{path.read_text(encoding='utf-8').rstrip()}\n```"]
        answer = path.with_suffix(".txt")
        if answer.exists():
            parts += ["## What is answered", f"```text\n{answer.read_text(encoding='utf-8').rstrip()}\n```"]
        found[f"examples/{path.stem}.md"] = "\n\n".join(parts) + "\n"
    return found


def api_page() -> str:
    """Directives for every public name, functions first."""
    names = sorted((name for name in integrationrules.__all__ if not name.startswith("_")), key=lambda name: (name[0].isupper(), name))
    return API + "\n\n".join(f"::: {_home(name)}" for name in names) + "\n"


def _home(name: str) -> str:
    """Where the docstring of a public name is read: of a function that is wrapped, where it is written."""
    inside = getattr(getattr(integrationrules, name), "__wrapped__", None)
    return f"{inside.__module__}.{inside.__name__}" if inside else f"integrationrules.{name}"


def _inside(text: str) -> str:
    """A page with its links as they are on the site, where `docs` is the root."""
    moved = re.sub(r"\]\((\.\./)?examples/README\.md\)", "](examples/index.md)", text).replace("](docs/", "](")
    return moved.replace("<!-- runs -->\n", "").replace("## [Unreleased]", "## Unreleased")


def main() -> int:
    """Writes everything anew."""
    shutil.rmtree(STAGED, ignore_errors=True)
    for name, text in pages().items():
        target = STAGED / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    shutil.copy(DOCS / "site.css", STAGED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
