"""The page of diagnostics is the catalogue with the examples beside it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_as_built() -> None:
    spec = importlib.util.spec_from_file_location("build_diagnostics", DOCS / "build_diagnostics.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.page() == (DOCS / "diagnostics.md").read_text(encoding="utf-8"), "run: python docs/build_diagnostics.py"
