"""Cells that know their formula: written live, with values that other programs compute too."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from random import Random

import openpyxl
import pytest

from integrationrules.report.money.workbook.cell import Cell, text
from integrationrules.report.money.workbook.expression import Call, Expression, Literal, Negative, Operation, Range, joined, plus, when
from integrationrules.report.money.workbook.placement import places, written
from integrationrules.report.money.workbook.sheet import Block, Book, Chart, Series, Sheet
from integrationrules.report.money.workbook.valuation import FormulaError, Valuation
from integrationrules.report.money.workbook.writing import xlsx

from .agreement import assert_same_everywhere
from .recalculated import HAS_LIBREOFFICE, by_libreoffice, changed, named, stored

COST, SAVING = Cell(Decimal("84.1"), "amount", "in_cost", entry=True), Cell(Decimal("115.5"), "amount", "in_saving", entry=True)
NET = Cell(SAVING - COST, "amount", "out_net", strong=True)
RATIO = Cell(when(COST.equals(0), "kan ikke beregnes", SAVING / COST), "factor", "out_ratio")
VERDICT = Cell(when(NET.at_least(0), "bestået", "ikke bestået"), name="out_verdict")
MANY = [Cell(float(number), "amount") for number in range(1, 6)]
ODD = [
    Cell(plus(MANY)), Cell(plus([MANY[0], MANY[2]])), Cell(-(MANY[1] - MANY[4]) * 2), Cell((MANY[1] - MANY[4]) ** 2), Cell(-(MANY[3] ** 2) + 3),
    Cell(Call("MAX", tuple(MANY)) / 7), Cell(Call("INDEX", (Range(tuple(MANY)), Literal(3.0)))),
    Cell(Call("MATCH", (Literal(4.0), Range(tuple(MANY)), Literal(0.0)))),
    Cell((MANY[2] / 7).rounded(2)), Cell((-MANY[0] / 8).rounded(2)), Cell(joined("Ø-", MANY[3], ' "x"')), Cell(Call("ABS", (MANY[0] - MANY[4],))),
    Cell(Call("AND", (MANY[0].below(2), MANY[1].above(1)))), Cell(MANY[0] / (MANY[0] - 1)),
    Cell(MANY[3] - (MANY[2] - (MANY[1] - 1))), Cell(MANY[3] / (MANY[2] / MANY[1])),
]


def book(*injected: str) -> Book:
    inputs = Sheet("Forudsætninger", "Prøve", ("Beløb i mio. kr.",), (
        Block("Beløb", ("Post", "Beløb"), ((text("Udgift"), COST), (text("Besparelse"), SAVING)), ("En note på tværs.",)),
        Block(rows=tuple((text(each),) for each in injected)),
        Block(rows=(tuple(MANY), tuple(ODD))),
    ), (24, *[14] * 15), legend="Gule felter med ramme er til at udfylde")
    labels = (text("Udgift"), text("Besparelse"))
    again = (Cell(COST + 0, "amount"), Cell(SAVING + 0, "amount"))
    result = Sheet("Resultat", "Prøve", ("Beløb i mio. kr.",), (
        Block(columns=("", "Resultat"), rows=((text("Netto"), NET), (text("Forhold"), RATIO), (text("Udfald"), VERDICT))),
        Block(rows=tuple(zip(labels, again, strict=True))),
    ), (24, 14), (Chart("column", "Beløb", "Post", "mio. kr.", (Series("Beløb", labels, again),), "To søjler"),))
    return Book("Prøve", (inputs, result), "da", "Beslutningsstøtte")


def test_opened_without_recalculation_it_shows_the_figures() -> None:
    workbook = xlsx(book())
    where, values = named(workbook), stored(workbook)
    assert values[where["out_net"]] == pytest.approx(31.4)
    assert values[where["out_ratio"]] == pytest.approx(115.5 / 84.1)
    assert values[where["out_verdict"]] == "bestået"


def test_other_programs_compute_the_same() -> None:
    assert_same_everywhere(xlsx(book()))


@pytest.mark.skipif(not HAS_LIBREOFFICE, reason="LibreOffice (soffice) is not installed")
def test_the_formulas_live() -> None:
    workbook = xlsx(book())
    where = named(workbook)
    found, = by_libreoffice(changed(workbook, {where["in_saving"]: 50.0}))
    assert found[where["out_net"]] == pytest.approx(50 - 84.1)
    assert found[where["out_verdict"]] == "ikke bestået"


def test_formulas_refer_to_cells_wherever_they_stand() -> None:
    where = places(book())
    assert written(NET.content, "Resultat", where) == "='Forudsætninger'!$B$8-'Forudsætninger'!$B$7"  # type: ignore[arg-type]
    assert written(ODD[0].content, "Forudsætninger", where).startswith("=SUM($A$")  # type: ignore[arg-type]


def test_a_cell_stands_in_one_place() -> None:
    twice = Cell(1.0)
    with pytest.raises(ValueError, match="placed twice"):
        xlsx(Book("x", (Sheet("a", "a", (), (Block(rows=((twice,), (twice,))),), (9,)),), "da"))


@pytest.mark.parametrize("injected", ["=1+1", "+45 12", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "12"])
def test_a_text_is_never_a_formula(injected: str) -> None:
    sheet = openpyxl.load_workbook(BytesIO(xlsx(book(injected))))["Forudsætninger"]
    cell = next(each for row in sheet.iter_rows() for each in row if each.value == injected)
    assert cell.data_type == "s"
    assert cell.quotePrefix == (injected[0] in "=+-@")


def test_the_same_book_gives_the_same_bytes() -> None:
    assert xlsx(book()) == xlsx(book())


def test_every_sheet_is_set_up_for_paper() -> None:
    for sheet in openpyxl.load_workbook(BytesIO(xlsx(book()))):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
        assert sheet.print_title_rows is not None
        assert sheet.freeze_panes is not None


def test_inputs_are_marked_not_by_colour_alone() -> None:
    opened = openpyxl.load_workbook(BytesIO(xlsx(book())))
    sheet, address = named(xlsx(book()))["in_cost"]
    cell = opened[sheet][address]
    assert cell.fill.fgColor.rgb == "FFFFF2B3"
    assert cell.border.left.style == "medium"
    assert opened[sheet]["A3"].value == "Gule felter med ramme er til at udfylde"


def test_an_error_value_is_shown_and_handed_on() -> None:
    broken = Cell(Literal(1.0) / 0)
    values = Valuation()
    assert values.shown(broken) == values.shown(Cell(broken + 1)) == "#DIV/0!"
    with pytest.raises(FormulaError):
        values.of(Cell(Literal("x") * 2))


def tree(chance: Random, depth: int) -> Expression:
    """A formula over small whole numbers."""
    def part() -> Expression:
        return tree(chance, depth - 1)

    kind = chance.choice(["+", "-", "*", "/", "^", "minus", "max", "if", "leaf"]) if depth else "leaf"
    if kind == "leaf":
        return Literal(float(chance.randint(-9, 9)))
    if kind == "^":
        return Operation("^", part(), Literal(2.0))
    if kind in "+-*/":
        return Operation(kind, part(), part())
    if kind == "minus":
        return Negative(part())
    return Call("MAX", (part(), part())) if kind == "max" else when(part().at_least(part()), part(), part())


@pytest.mark.skipif(not HAS_LIBREOFFICE, reason="LibreOffice (soffice) is not installed")
def test_random_formulas_mean_the_same_there() -> None:
    chance = Random(5)
    made = [tree(chance, 4) for _ in range(400)]
    sheet = Sheet("Ark", "x", (), (Block(rows=tuple((Cell(each),) for each in made)),), (20,))
    assert_same_everywhere(xlsx(Book("x", (sheet,), "da")), formulas_package=False)


def test_a_chart_says_what_its_axes_are() -> None:
    workbook = xlsx(book())
    drawn = openpyxl.load_workbook(BytesIO(workbook))["Resultat"]._charts
    assert len(drawn) == 1
