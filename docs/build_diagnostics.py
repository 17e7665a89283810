"""Writes docs/diagnostics.md from the catalogue of diagnostics and the examples in tests/rulebook."""

from __future__ import annotations

from pathlib import Path

from integrationrules.rulebook.diagnostics import CATALOGUE, plain_message

__all__ = ["page"]

DOCS = Path(__file__).parent
EXAMPLES = [DOCS.parent / "tests" / "rulebook" / name for name in ("bad", "bad_cases", "bad_overlays", "bad_codes")]
HEAD = """# Diagnostics of rule files

What `integrationrules check` says about rule files. Each message names the file, the line and the column; the code is stable. An error keeps
the rulebook from being used, a warning or notice does not. The examples are tests: the text is exactly what is printed. This page is
written by `python docs/build_diagnostics.py`.
"""
GROUPS = {"IR0": "Files and their shape", "IR1": "Parameters, sources and assumptions", "IR2": "Expressions, names and types",
          "IR3": "Use and cases", "IR4": "Alerts"}


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    group = ""
    for code, (severity, message, _) in CATALOGUE.items():
        if code[:3] != group:
            group = code[:3]
            parts.append(f"## {GROUPS[group]}\n")
        parts.append(f"### {code}\n\n{severity.capitalize()}: {plain_message(message)}\n")
        shown = "\n\n".join(_shown(folder) for folder in (folder for examples in EXAMPLES for folder in sorted(examples.glob(f"{code}_*"))))
        if shown:
            parts.append(f"```\n{shown}\n```\n")
    return "\n".join(parts)


def _shown(folder: Path) -> str:
    return (folder / "expected.txt").read_text(encoding="utf-8").rstrip("\n").replace(f"{folder.name}/", "")


if __name__ == "__main__":
    (DOCS / "diagnostics.md").write_text(page(), encoding="utf-8")
