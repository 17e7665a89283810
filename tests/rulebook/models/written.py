"""Small models, written where a test wants them, and what reading them says."""

from __future__ import annotations

from pathlib import Path

from integrationrules.rulebook.book import read
from integrationrules.rulebook.diagnostics import Diagnostics
from integrationrules.rulebook.models.load import check_models

__all__ = ["model_tree", "said_of_models"]


def model_tree(root: Path, text: str) -> Path:
    """A root with one model in it, called `bus`."""
    folder = root / "bus"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.yaml").write_text(text, encoding="utf-8")
    return root


def said_of_models(root: Path) -> str:
    """What is said of the models under a root; of the rule sets beside them there is nothing to say."""
    rulesets = {}
    if any(root.rglob("rules.yaml")):
        book, _ = read(root)
        assert book is not None
        rulesets = dict(book.rulesets)
    problems = Diagnostics()
    check_models(root, rulesets, problems)
    return "\n".join(one.text() + "\n" for one in problems.found).replace(f"{root.name}/", "")
