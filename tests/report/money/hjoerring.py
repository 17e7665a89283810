"""The investment of a municipality as its sources print it, and a small one in constant prices, for tests of how they are shown."""

from __future__ import annotations

from decimal import Decimal

from integrationrules.economics.investment.model import (
    Amount,
    Assumption,
    Cited,
    Counterfactual,
    Figure,
    FollowUp,
    InvestmentCase,
    Line,
    Missing,
    Scope,
    Source,
    Treatment,
)
from integrationrules.economics.ranges import Range
from integrationrules.rulebook.model import Text


def text(da: str, en: str) -> Text:
    return Text(da, en)


def line(id_: str, da: str, en: str, kind: str, status: str, first: int, last: int, amount: str, source: str, at: str = "", **more: object) -> Line:
    stated = {"payer": "municipality", "area": "Indsats" if kind == "cost" else "Overførsler", **more}
    return Line(id_, Text(da, en), kind, status=status, amounts=(Amount(first, last, Range.of(Decimal(amount))),), cited=Cited(source, at), **stated)  # type: ignore[arg-type]


SOURCES = {
    "kit2018": Source("kit2018", "Integrationskit: gode eksempler på integrationsindsatser", "SIRI", "2018"),
    "press2017": Source("press2017", "Hjørring sparer millioner på overførselsindkomster", "Nordjyske", "2017", note=Text("kun gengivet", "second hand")),
}
HJOERRING = InvestmentCase(
    id="hjoerring", title=Text("Hjørring: investering i beskæftigelsesindsatsen", "Hjørring: investing in employment services"),
    unit="mio_kr", price_level=None,
    lines=(
        line("spent_2015_17", "Investeret i beskæftigelsesindsatsen 2015–2017", "Invested in employment services 2015–2017", "cost", "outturn", 2015, 2017,
             "84.1", "kit2018", "s. 12"),
        line("saved_2015_17", "Sparede overførselsindkomster 2015–2017", "Transfers saved 2015–2017", "saving", "outturn", 2015, 2017, "115.5",
             "kit2018", "s. 12"),
        line("saved_2018", "Budgetteret besparelse 2018", "Budgeted saving 2018", "saving", "budget", 2018, 2018, "92", "press2017"),
        line("saved_2019", "Budgetteret besparelse 2019", "Budgeted saving 2019", "saving", "budget", 2019, 2019, "117", "press2017"),
    ),
    sources=SOURCES, decided=2014, municipality=860, budget_period=(2015, 2019), stated_years=(2015, 2018),
    scope=Scope(Text("alle ydelsesgrupper", "all benefit groups"), None, Cited("kit2018")),
    compared_with=Counterfactual("not_stated"),
    follow_up=(FollowUp("over_2017", Text("Besparelse 2017", "Saving 2017"), 2017, "saving", Figure(Decimal(69)), None, Figure(Decimal("11.8"))),),
    included={"refund": Treatment("not_stated"), "equalisation": Treatment("not_stated")},
    missing=(Missing(Text("Investeringen i 2018 og 2019", "The investment in 2018 and 2019"),
                     Text("derfor mangler udgiften til en del af besparelserne", "so the cost of a part of the savings is missing")),
             Missing(Text("Integrationens andel af besparelsen", "The share of the saving that is integration"))),
)
SMALL = InvestmentCase(
    id="small", title=Text("Lille sag", "Small case"), unit="t_kr", price_level=2026, decided=2026, sources=SOURCES, budget_period=(2026, 2029),
    lines=(
        line("coach", "Virksomhedskonsulent", "Job coach", "cost", "budget", 2026, 2026, "600", "kit2018", area="Service"),
        line("less", "Mindre selvforsørgelses- og hjemrejseydelse", "Less benefit", "saving", "forecast", 2027, 2027, "450.5", "kit2018"),
        line("lasting", "Mindre selvforsørgelses- og hjemrejseydelse året efter", "Less benefit the year after", "saving", "assumed", 2028, 2028,
             "450.5", "kit2018"),
        line("refund", "Tabt statsrefusion", "Refund lost", "cost", "forecast", 2027, 2027, "120", "kit2018", payer="state"),
    ),
    assumptions=(Assumption("deadweight", Text("Dødvægt", "Deadweight"), Decimal("0.16"), "share", Decimal("0.1"), None, Decimal("0.6"),
                            because=Text("et enkelt boligområde", "one housing area")),),
)
