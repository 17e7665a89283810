"""A sheet with one of everything, for tests of how it is shown."""

from __future__ import annotations

from decimal import Decimal

from integrationrules.report.catalogue import translator
from integrationrules.report.money.blocks import Answer, Charts, Listed, Mark, Said, Section, Sheet, Tabled
from integrationrules.report.money.page.numerals import Unit
from integrationrules.report.money.page.staircase import Step, staircase_chart

HOSTILE = "<b onclick='x'>=1+1 & \"løn\"</b> 010190-1234"


def sheet(lang: str = "da", said: str = HOSTILE) -> Sheet:
    steps = [Step("Sparet", Decimal("115.5")), Step(said, Decimal("-84.1")), Step("Netto", Decimal("31.4"), total=True)]
    table = Tabled("Nøgletal", ("Tal", "mio. kr.", "Status"),
                   [("Investeret", "−84,1", Mark("outturn", "●", "regnskab")), (said, "+31,4", Mark("fail", "✕", "fejl"))], frozenset({1}), frozenset({1}))
    chart = staircase_chart(steps, Unit("mio. kr.", "løbende priser"), translator(lang), "k")
    return Sheet(f"Sag {said}", (said,), Answer(f"Netto {said}", ("Hvorfor.",)), (
        Section("Tal", (table, Said(said, note=True))), Section("Figur", (Charts((chart,)),)),
        Section("Ene", (Listed((said, "to")),), half=True, new_page=True), Section("Anden", (Said("tre"),), half=True),
    ), lang)
