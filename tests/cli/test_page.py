"""`evaluate --format html`: a page, written whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

ROOT = Path(__file__).parents[2]
CASE = str(ROOT / "examples" / "citizen.yaml")


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "integrationrules", "evaluate", *arguments, "--rule", "covered", "--lang", "en"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_a_page_is_written_to_the_file(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    done = _run(CASE, "--format", "html", "-o", str(target))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]
    assert fromstring(target.read_text(encoding="utf-8").removeprefix("<!DOCTYPE html>\n")).get("lang") == "en"


def test_a_case_that_cannot_be_used_leaves_the_old_page(tmp_path: Path) -> None:
    target, case = tmp_path / "page.html", tmp_path / "case.yaml"
    target.write_text("old", encoding="utf-8")
    case.write_text("citizen: {}\n", encoding="utf-8")
    assert _run(str(case), "--format", "html", "-o", str(target)).returncode == 2
    assert target.read_text(encoding="utf-8") == "old"


def test_a_file_is_refused_for_anything_but_a_page(tmp_path: Path) -> None:
    done = _run(CASE, "-o", str(tmp_path / "page.html"))
    assert done.returncode == 2
    assert "--format html" in done.stderr
