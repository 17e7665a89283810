"""An investment case as a page of at most two sides of A4."""

from __future__ import annotations

from collections.abc import Iterator

from integrationrules.economics.investment.model import Cited
from integrationrules.economics.investment.result import InvestmentResult, LineYears
from integrationrules.economics.ranges import Range, total
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.money.amounts import in_unit, percent
from integrationrules.report.money.answer import answer_of
from integrationrules.report.money.blocks import Block, Charts, Checked, Listed, Mark, Said, Section, Sheet, Tabled
from integrationrules.report.money.marks import capital, decimals_of, period, ranged, status_mark, statuses_text, unit_of, verdict_mark
from integrationrules.report.money.page.cumulative import Reached, Status, cumulative_chart
from integrationrules.report.money.page.figure import HALF, Drawn
from integrationrules.report.money.page.numerals import HARD, amount
from integrationrules.report.money.page.staircase import Step, staircase_chart
from integrationrules.report.money.page.sure import sure_sections
from integrationrules.report.money.paid_back import paid_back
from integrationrules.report.money.published import claim_value
from integrationrules.report.money.sensitivity import input_value
from integrationrules.report.money.sentences import check_sentence, grouped, yardstick_sources
from integrationrules.report.money.text import sign_convention, years_text
from integrationrules.report.money.words import REASONS, check_title, money_word

__all__ = ["about_lines", "investment_sheet", "numbered_sources", "reasons_of"]

_MOST_STEPS = 9
_WEAKEST: tuple[Status, ...] = ("assumed", "forecast", "budget", "outturn")


def investment_sheet(result: InvestmentResult, lang: str) -> Sheet:
    """The page of a case: numbers and charts on the first side, checks and what is missing on the second."""
    tr = translator(lang)
    shown = Parts(result, tr)
    sections = [
        *(shown.numbers() if result.lines else shown.published()),
        Section(tr("Checks"), [shown.checks()], new_page=bool(result.lines)),
        *sure_sections(result, tr),
        *([Section(tr("Assumptions"), [shown.assumptions()])] if result.case.assumptions else []),
        Section(tr("Not included"), [shown.left_out()], half=True),
        Section(tr("Missing numbers"), [shown.missing()], half=True),
        Section(tr("Sources"), [Listed(numbered_sources(result, tr))], half=True),
    ]
    return Sheet(result.case.title.get(lang), about_lines(result, tr), answer_of(result, tr), sections, lang)


def about_lines(result: InvestmentResult, tr: Translator) -> list[str]:
    """What the case is of: decision, years, unit, price level; and the convention of signs."""
    case = result.case
    said = [tr("Decided in {year}").format(year=case.decided)] if case.decided else []
    said += [*([period(result.years[0].year, result.years[-1].year)] if result.years else []), str(unit_of(case, tr))]
    if case.scope.includes:
        said.append(tr("covers: {what}").format(what=case.scope.includes.get(tr.lang)))
    lines = [" · ".join(said), sign_convention(tr)]
    if result.split == "even":
        lines.append(tr("Amounts of several years are divided evenly among them, because that was asked for; no source says so."))
    return lines


def numbered_sources(result: InvestmentResult, tr: Translator) -> list[str]:
    """Each source with the number that tables refer to, and how the amounts without a source were worked out."""
    shown = []
    for number, one in enumerate(result.case.sources.values(), 1):
        parts = [part for part in (one.by, one.title, one.published, one.url) if part]
        note = f" ({one.note.get(tr.lang)})" if one.note else ""
        shown.append(f"[{number}] {', '.join(parts)}{note}")
    letters = reasons_of(result)
    shown += [f"[{letters[one.id]}] {one.because.get(tr.lang)}" for one in result.case.stated_lines if one.id in letters and one.because]
    return shown + yardstick_sources(result.checks, tr)


def reasons_of(result: InvestmentResult) -> dict[str, str]:
    """A letter for each line that was worked out, by its name: how is said among the sources."""
    worked_out = [one.id for one in result.case.stated_lines if one.cited is None and one.because]
    return {name: chr(ord("a") + number) if number < 26 else f"a{number}" for number, name in enumerate(worked_out)}


class Parts:
    """The parts of a sheet: each a block of what was read or computed."""

    def __init__(self, result: InvestmentResult, tr: Translator) -> None:
        self.result, self.case, self.tr = result, result.case, tr
        self.unit, self.decimals = unit_of(result.case, tr), decimals_of(result)
        self._numbers = {name: number for number, name in enumerate(result.case.sources, 1)}
        self._reasons = reasons_of(result)

    def money(self, found: Range) -> str:
        return ranged(found, self.tr, self.decimals)

    def numbers(self) -> list[Section]:
        """All that rests on amounts."""
        tr = self.tr
        return [
            Section(tr("Key figures"), [self.key_figures()], half=True),
            Section(tr("Who pays and who gains"), [self.payers()], half=True),
            Section(tr("Amounts and where they come from"), [self.lines()]),
            Section(tr("Net by year"), [self.years(), self.judged()], half=True),
            Section(tr("Cumulative net"), [Charts([self.cumulative()])], half=True),
            Section(tr("From gross to net"), [Charts([self.staircase()])]),
        ]

    def published(self) -> list[Section]:
        """Lines and figures as they were published, where they are not added up."""
        tr, sections, table = self.tr, list[Section](), Tabled("", (), ())
        if self.result.apart:
            heads = (tr("Amount"), tr("Payer and area"), tr("Years"), self.unit.short, tr("Status"), tr("Source"))
            table = Tabled(str(self.unit), heads, [self._line(one) for one in self.result.apart], frozenset({3}), frozenset(), frozenset({2, 4}))
            said = Said(tr("The years of an amount are not stated, so nothing is added up: there is no net, no net by year and no payback."))
            sections.append(Section(tr("Amounts and where they come from"), [table, said]))
        if self.case.claims:
            figures = [(one.says.get(tr.lang), claim_value(one, self.result, tr), self._cited(one.cited)) for one in self.case.claims]
            table = Tabled("", (tr("Figure"), tr("Value"), tr("Source")), figures, frozenset({1}))
            sections.append(Section(tr("Figures as published"), [table]))
        return sections

    def lines(self) -> Tabled:
        """Every line, those of a status together with their sum: what has happened is not added to what has not."""
        tr = self.tr
        rows: list[tuple[str | Mark, ...]] = []
        sums: set[int] = set()
        for status, totals in self.result.by_status.items():
            of_status = [one for one in self.result.lines if one.line.status == status]
            rows += [self._line(one) for one in of_status]
            if len(of_status) > 1:
                sums.add(len(rows))
                rows.append((tr("Net, {status}").format(status=money_word(status, tr)), "", "", self.money(totals.net), status_mark(status, tr), ""))
        heads = (tr("Amount"), tr("Payer and area"), tr("Years"), self.unit.short, tr("Status"), tr("Source"))
        said = tr("{unit}; amounts by how far they are from having happened").format(unit=self.unit)
        return Tabled(said, heads, rows, frozenset({3}), frozenset(sums), frozenset({2, 4}))

    def _line(self, one: LineYears) -> tuple[str | Mark, ...]:
        tr, line = self.tr, one.line
        payer = f"{money_word(line.payer, tr)}, {money_word(line.area, tr)}" + (f" {line.function}" if line.function else "")
        years = period(line.years[0], line.years[-1]) if line.undated is None else years_text(line, tr)
        return (line.title.get(tr.lang), payer, years, self.money(one.total if line.sign > 0 else -one.total),
                status_mark(line.status, tr), self._source(one))

    def _source(self, one: LineYears) -> str:
        if one.line.cited is None:
            return f"[{self._reasons[one.line.id]}]" if one.line.id in self._reasons else "–"
        return self._cited(one.line.cited)

    def _cited(self, cited: Cited | None) -> str:
        if cited is None:
            return "–"
        return f"[{self._numbers[cited.source]}] {cited.at}".strip().replace(" ", HARD) if cited.source in self._numbers else cited.source

    def years(self) -> Tabled:
        tr = self.tr
        rows = [(str(one.year), statuses_text(one.statuses, tr), self.money(one.net), self.money(one.cumulative)) for one in self.result.years]
        spans = self.result.split == "open" and any(not one.net.exact for one in self.result.years)
        said = tr("{unit}; an amount of several years is not divided among them").format(unit=self.unit) if spans else str(self.unit)
        return Tabled(said, (tr("Year"), tr("Status"), tr("Net"), tr("Cumulative net")), rows, frozenset({2, 3}))

    def cumulative(self) -> Drawn:
        points = [Reached(one.year, one.cumulative.least, one.cumulative.most, next((each for each in _WEAKEST if each in one.statuses), "outturn"))
                  for one in self.result.years]
        return cumulative_chart(points, self.unit, self.tr, "cumulative", HALF)

    def staircase(self) -> Drawn:
        return staircase_chart(list(self._steps()), self.unit, self.tr, "staircase")

    def _steps(self) -> Iterator[Step]:
        """For each payer the gains, the costs, and the net; those known between bounds only come last, for what follows them is no better known."""
        tr = self.tr
        for payer in self.result.payers:
            name = capital(money_word(payer.payer, tr))
            lines = [one for one in self.result.lines if one.line.payer == payer.payer]
            if len(self.result.lines) <= _MOST_STEPS:
                amounts = [(f"{one.line.title.get(tr.lang)} ({money_word(one.line.status, tr)})", one.line.sign, one.total) for one in lines]
            else:
                kinds = ((kind, [one for one in lines if one.line.kind == kind]) for kind in ("saving", "income", "cost"))
                amounts = [(capital(money_word(kind, tr)), some[0].line.sign, total(one.total for one in some)) for kind, some in kinds if some]
            for label, sign, found in sorted(amounts, key=lambda one: (not one[2].exact, -one[1])):
                net = found if sign > 0 else -found
                yield Step(label, net.least, name, most=net.most)
            yield Step(tr("Net"), payer.totals.net.least, name, total=True, most=payer.totals.net.most)

    def key_figures(self) -> Tabled:
        tr, result = self.tr, self.result
        sums = [(money_word(status, tr), totals) for status, totals in result.by_status.items() if status == "outturn"]
        if len(sums) != len(result.by_status):
            sums.append((tr("all statuses"), result.totals))
        rows = [(tr("Costs"), *(self.money(-one.cost) for _, one in sums)), (tr("Savings and income"), *(self.money(one.gain) for _, one in sums)),
                (tr("Net"), *(self.money(one.net) for _, one in sums)), (tr("Gains per krone spent"), *(self._ratio(one.benefit_cost) for _, one in sums))]
        return Tabled(str(self.unit), (tr("Figure"), *(name for name, _ in sums)), rows, frozenset({1, 2}), frozenset({2}))

    def judged(self) -> Tabled:
        """What follows from the amounts, and why where it does not."""
        tr, result = self.tr, self.result
        rows = [(tr("Paid back"), paid_back(result.payback, tr))]
        if len(result.payers) > 1:
            rows.append((tr("The municipality's gains per krone it spends"), self._ratio(result.savings_to_investment)))
        value = result.present_value
        if value.value is not None and value.rate is not None:
            said = tr("{amount} at {rate}").format(amount=in_unit(self.money(value.value), self.case.unit, tr), rate=percent(value.rate, tr))
            rows.append((tr("Present value, {year}").format(year=value.first_year), said))
        else:
            rows.append((tr("Present value"), tr(REASONS[value.reason])))
        if result.internal_rate is not None:
            rows.append((tr("Internal rate"), percent(result.internal_rate, tr)))
        if result.break_even:
            least, most = (amount(end, tr, 0) for end in (result.break_even.persons.least, result.break_even.persons.most))
            rows.append((tr("Full-time persons for a year that cover the cost"), least if least == most else f"{least}–{most}"))
        return Tabled(tr("Follows from all amounts, whatever their status"), (tr("Figure"), tr("Value")), rows)

    def _ratio(self, found: Range | None) -> str:
        if found is None:
            return self.tr("cannot be computed: no cost is stated")
        ends = [amount(end, self.tr, 2) for end in (found.least, found.most)]
        return ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"

    def payers(self) -> Tabled:
        tr = self.tr
        rows = [(money_word(one.payer, tr), self.money(-one.totals.cost), self.money(one.totals.gain), self.money(one.totals.net))
                for one in self.result.payers]
        sums: frozenset[int] = frozenset()
        if len(rows) > 1:
            sums = frozenset({len(rows)})
            all_of = self.result.totals
            rows.append((tr("In all"), self.money(-all_of.cost), self.money(all_of.gain), self.money(all_of.net)))
        return Tabled(str(self.unit), (tr("Payer"), tr("Costs"), tr("Gains"), tr("Net")), rows, frozenset({1, 2, 3}), sums)

    def checks(self) -> Checked:
        tr = self.tr
        found = list(grouped(self.result.checks))
        counted = {verdict: sum(one.verdict == verdict for one in found) for verdict in ("pass", "warn", "fail")}
        said = tr("{passed} in order, {warned} to note, {failed} wrong").format(passed=counted["pass"], warned=counted["warn"], failed=counted["fail"])
        items = [(verdict_mark(one.verdict, tr), check_title(one.id, tr), check_sentence(one, self.case.unit, tr)) for one in found]
        return Checked(said, items)

    def assumptions(self) -> Tabled:
        tr = self.tr
        rows = []
        for one in self.case.assumptions:
            spread = "–" if one.low is None or one.high is None else "–".join(input_value(end, one.unit, self.result, tr) for end in (one.low, one.high))
            reason = one.because.get(tr.lang) if one.because else ""
            source = f"[{self._numbers[one.cited.source]}] {one.cited.at}".strip() if one.cited and one.cited.source in self._numbers else reason or "–"
            rows.append((one.title.get(tr.lang), input_value(one.value, one.unit, self.result, tr), spread, source))
        return Tabled(tr("What the amounts rest on"), (tr("Assumption"), tr("Value"), tr("From–to"), tr("Source")), rows, frozenset({1, 2}))

    def left_out(self) -> Block:
        if not self.result.not_included:
            return Said(self.tr("Nothing that the sources name."))
        return Said(", ".join(money_word(one, self.tr) for one in self.result.not_included) + ".")

    def missing(self) -> Block:
        lang = self.tr.lang
        items = [f"{one.what.get(lang)}: {one.why.get(lang)}" if one.why else one.what.get(lang) for one in self.case.missing]
        return Listed(items) if items else Said(self.tr("None is named."))

