"""The workbook of an investment case shows what the JSON says, before and after other programs recalculate it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from integrationrules.economics.investment.public import invest
from integrationrules.economics.investment.reading import read_investment
from integrationrules.economics.numbers import UNITS
from integrationrules.report.money.workbook.investment import investment_xlsx

from .agreement import assert_same_everywhere
from .cases import COMPUTED, FULL, SHIPPED
from .recalculated import HAS_LIBREOFFICE, Address, Value, by_libreoffice, changed, named, stored


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cases") / "full.yaml"
    path.write_text(FULL, encoding="utf-8")
    return path



@pytest.fixture(params=[*COMPUTED, None], ids=lambda path: path.stem if path else "full")
def path(request: pytest.FixtureRequest, full: Path) -> Path:
    return request.param or full


@cache
def made(path: Path, split: str = "open", lang: str = "da") -> bytes:
    return investment_xlsx(invest(path, split), lang)


def outputs(path: Path, split: str, settings: tuple[tuple[str, str], ...] = ()) -> dict[str, float]:
    """What the JSON says, under the names of the workbook's cells; words (years that are not reached) are left out."""
    found = invest(path, split, settings=settings).as_json()
    return dict(_flat(found))


def _flat(found: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    groups = {**({"totals": found["totals"]} if found["totals"] else {}), **{f"by_status_{name}": one for name, one in found["by_status"].items()},
              **{f"payers_{one['payer']}": one for one in found["payers"]}}
    for name, sums in groups.items():
        for key in ("cost", "saving", "income", "net", "benefit_cost"):
            yield from _ends(f"{name}_{key}", sums[key])
    for year in found["years"]:
        for key in ("net", "cumulative"):
            yield from _ends(f"years_{key}_{year['year']}", year[key])
    for payer in found["payers"]:
        for year, value in payer["by_year"].items():
            yield from _ends(f"payers_{payer['payer']}_by_year_{year}", value)
    for end, which in (("most", "earliest"), ("least", "latest")):
        if found["payback"][which]:
            yield f"out_payback_{end}", float(found["payback"][which][:4])
    yield from _ends("present_value_value", found["present_value"]["value"])
    for move in found["sensitivity"]["tornado"]:
        for side in ("low", "high"):
            yield from _ends(f"tornado_{move['name']}_{side}", move[f"net_at_{side}"])
    for zero in found["sensitivity"]["break_even"]:
        yield f"out_zero_{zero['name']}", zero["value"]
    if found["sensitivity"]["needed_share_of_gains"]:
        yield from _ends("needed_share", {end: found["sensitivity"]["needed_share_of_gains"][end] for end in ("least", "most")})
    if found["break_even"]:
        yield from _ends("break_even_persons", found["break_even"]["persons"])


def _ends(name: str, value: Any) -> Iterator[tuple[str, float]]:
    if value is not None:
        both = value if isinstance(value, dict) else {"least": value, "most": value}
        yield from ((f"out_{name}_{end}", float(both[end])) for end in ("least", "most"))


def assert_shows(values: Mapping[Address, Value], where: Mapping[str, Address], expected: Mapping[str, float]) -> None:
    assert expected
    wrong = {name: (value, values.get(where[name])) for name, value in expected.items() if values.get(where[name]) != pytest.approx(value, rel=1e-9, abs=1e-6)}
    assert not wrong


@pytest.mark.parametrize("split", ["open", "even"])
def test_opened_without_recalculation_it_shows_the_json(path: Path, split: str) -> None:
    workbook = made(path, split)
    assert_shows(stored(workbook), named(workbook), outputs(path, split))


def test_recalculated_independently_it_shows_the_same(path: Path) -> None:
    assert_same_everywhere(made(path))


def test_results_are_rounded_to_the_ore_and_stand_unrounded_beside(path: Path) -> None:
    workbook = made(path)
    values, where = stored(workbook), named(workbook)
    unit = UNITS[read_investment(path).unit]
    rounded = [name for name in where if name.endswith("_kr")]
    assert rounded
    for name in rounded:
        exact = values[where[name.removesuffix("_kr")]]
        assert isinstance(exact, float | int)
        assert values[where[name]] == float(Decimal(repr(exact * unit)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def changes(path: Path, chance: Random) -> list[tuple[str, str, float]]:
    """Ten changes: the path for --set, the cell, and the number."""
    case = read_investment(path)
    found = []
    for line in case.lines:
        for number, amount in enumerate(line.amounts, 1):
            if not amount.value.exact:
                continue
            stem = f"lines.{line.id}"
            place = f"{stem}.years.{amount.first}" if amount.first == amount.last else f"{stem}.span.is"
            found.append((place, f"in_{line.id}_{number}"))
    chosen = [chance.choice(found) for _ in range(10)]
    return [(place, cell, round(chance.uniform(0, 200), 2)) for place, cell in chosen]


@pytest.mark.skipif(not HAS_LIBREOFFICE, reason="LibreOffice (soffice) is not installed")
def test_ten_changes_move_the_workbook_as_they_move_the_command(path: Path) -> None:
    workbook = made(path)
    where = named(workbook)
    tried = changes(path, Random(path.stem))
    found = by_libreoffice(*(changed(workbook, {where[cell]: number}) for _, cell, number in tried))
    for (place, _, number), values in zip(tried, found, strict=True):
        assert_shows(values, where, outputs(path, "open", ((place, str(number)),)))


@pytest.mark.skipif(not HAS_LIBREOFFICE, reason="LibreOffice (soffice) is not installed")
def test_choosing_a_scenario_there_is_choosing_it_here(full: Path) -> None:
    workbook = made(full, lang="en")
    where = named(workbook)
    found = by_libreoffice(*(changed(workbook, {where["in_scenario"]: name}) for name in ("low", "middle", "high")))
    seen = set()
    for name, values in zip(("low", "middle", "high"), found, strict=True):
        expected = dict(_flat(invest(full, scenario=name).as_json()))
        for end in ("least", "most"):
            del expected[f"out_needed_share_{end}"]         # the command tells it of the case as entered, the sheet of what is chosen
        assert_shows(values, where, expected)
        seen.add(expected["out_totals_net_least"])
    assert len(seen) == 3


@pytest.mark.skipif(not HAS_LIBREOFFICE, reason="LibreOffice (soffice) is not installed")
def test_choosing_an_even_split_there_is_choosing_it_here(path: Path) -> None:
    workbook, even = made(path), made(path, "even")
    where = named(workbook)
    sheet, address = where["in_split"]
    chosen = openpyxl.load_workbook(BytesIO(even))[sheet][address].value
    found, = by_libreoffice(changed(workbook, {where["in_split"]: chosen}))
    assert_shows(found, where, outputs(path, "even"))


@pytest.mark.parametrize("path", sorted(set(SHIPPED) - set(COMPUTED)), ids=lambda path: str(path.stem))
def test_a_case_without_amounts_has_a_workbook_of_what_is_known(path: Path) -> None:
    workbook = made(path)
    assert not [name for name in named(workbook) if name.startswith("out_totals")]
    assert_same_everywhere(workbook)


def test_every_sheet_names_unit_prices_and_sign(path: Path) -> None:
    for lang, words in {"da": ("Beløb i", "priser", "Fortegn"), "en": ("Amounts in", "prices", "Sign")}.items():
        for sheet in openpyxl.load_workbook(BytesIO(made(path, lang=lang))):
            top = " ".join(str(sheet.cell(row, 1).value) for row in range(1, 5))
            assert all(word in top for word in words), (sheet.title, top)
