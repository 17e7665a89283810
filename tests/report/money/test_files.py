"""Pages and annexes as the commands write them: by the suffix of the file, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from integrationrules.cli import main
from tests.report.money.test_paper import parsed

EXAMPLES = Path(__file__).parents[3] / "examples"
HJOERRING = str(EXAMPLES / "investments/hjoerring.yaml")
Runner = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    for name in ("INTEGRATIONRULES_LANG", "INTEGRATIONRULES_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def running(*arguments: str) -> int:
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        return int(stop.value.code or 0)

    return running


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_page_is_written_by_its_suffix_in_the_language(run: Runner, tmp_path: Path, lang: str) -> None:
    target = tmp_path / "case.html"
    assert run("invest", HJOERRING, "-o", str(target), "--lang", lang) == 0
    tree = parsed(target.read_text(encoding="utf-8"))
    assert tree.get("lang") == lang
    assert ("31,4" if lang == "da" else "31.4") in "".join(tree.itertext())


def test_a_page_can_be_printed(run: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("invest", HJOERRING, "--format", "html") == 0
    assert parsed(capsys.readouterr().out).tag == "html"


def test_an_annex_is_written_by_its_suffix(run: Runner, tmp_path: Path) -> None:
    target = tmp_path / "case.docx"
    assert run("invest", HJOERRING, "-o", str(target)) == 0
    assert docx.Document(BytesIO(target.read_bytes())).tables


def test_an_annex_is_not_printed_on_a_terminal(run: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("invest", HJOERRING, "--format", "docx") == 2
    assert not capsys.readouterr().out


def test_an_unusable_case_leaves_no_page(run: Runner, tmp_path: Path) -> None:
    case, target = tmp_path / "case.yaml", tmp_path / "case.html"
    case.write_text(Path(HJOERRING).read_text(encoding="utf-8").replace("amounts: mio_kr", "amounts: mia_kr"), encoding="utf-8")
    assert run("invest", str(case), "-o", str(target)) == 2
    assert list(tmp_path.iterdir()) == [case]


def test_a_model_has_a_page(run: Runner, tmp_path: Path) -> None:
    target = tmp_path / "model.html"
    inputs = str(EXAMPLES / "models/spouse_supported_invented.yaml")
    assert run("model", "spouse_supported", inputs, "--format", "html", "-o", str(target), "--lang", "en") == 0
    assert "Gross and net" in "".join(parsed(target.read_text(encoding="utf-8")).itertext())
