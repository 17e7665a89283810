"""An investment case as text: what was spent and saved, when it pays back, what the checks found, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from integrationrules.economics.investment.model import Cited, Line
from integrationrules.economics.investment.result import InvestmentResult, LineYears, Totals
from integrationrules.economics.ranges import Range
from integrationrules.report.catalogue import Translator, translator
from integrationrules.report.columns import paragraph

from .amounts import approximate, decimal, kroner, percent, ranged, with_unit
from .paid_back import paid_back
from .published import claims_lines
from .sensitivity import SCENARIOS, sensitivity_lines
from .sentences import check_sentence, grouped, one_stop, yardstick_sources
from .tables import table
from .words import REASONS, UNITS, VERDICTS, check_title, money_word

__all__ = ["investment_text", "sign_convention", "source_text", "years_text"]

_INDENT = 2


def investment_text(found: InvestmentResult, lang: str, width: int = 100) -> str:
    """The whole text, ending with a line break."""
    tr = translator(lang)
    added = (_lines, _totals, _years, _payers, _key_figures, _follow_up, sensitivity_lines)
    amounts = added if found.case.lines else (_apart, claims_lines) if found.case.apart else (_no_amounts, claims_lines)
    sections = (_head, *amounts, _checks, _concludes, _assumptions, _not_included, _missing, _sources)
    return "\n".join(part for section in sections if (part := "".join(f"{line}\n" for line in section(found, tr, width))))


def sign_convention(tr: Translator) -> str:
    """How signs are to be read; it stands on every page."""
    return tr("Net = savings + income - costs; a positive net is a gain of the payer, a negative one a cost.")


def source_text(cited: Cited | None, tr: Translator) -> str:
    """A source and the place in it, by the name it has in the list of sources."""
    if cited is None:
        return tr("assumed")
    return f"{cited.source}, {cited.at}" if cited.at else cited.source


def _head(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    case = found.case
    yield from paragraph(case.title.get(tr.lang), width)
    price = tr("{unit}, current prices") if case.price_level is None else tr("{unit}, prices of {year}")
    parts = [price.format(unit=tr(UNITS[case.unit]), year=case.price_level)]
    if case.decided is not None:
        parts.append(tr("decided in {year}").format(year=case.decided))
    yield from paragraph("; ".join(parts) + ".", width)
    yield from paragraph(sign_convention(tr), width)
    if found.scenario:
        yield from paragraph(tr("Assumptions have their values in the scenario: {name}.").format(name=tr(SCENARIOS[found.scenario])), width)
    if case.settings:
        yield from paragraph(tr("Set anew: {what}").format(what=", ".join(f"{path}={value}" for path, value in case.settings)), width)
    split = tr("Amounts given for several years are divided evenly because --split even asks for it; the sources do not say so.")
    open_ = tr("Amounts given for several years are not divided: what depends on how they divide is a range.")
    if any(one.first != one.last for line in case.lines for one in line.amounts) or found.split == "even":
        yield from paragraph(split if found.split == "even" else open_, width)


def _no_amounts(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    yield tr("What was spent and saved")
    yield from paragraph(tr("Neither costs nor gains are published by themselves; neither net nor payback can be computed."), width, _INDENT)


def _apart(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    """The lines one by one: without the years of all of them there is no sum of any years."""
    yield from _table_of(found.apart, found, tr, width)
    yield from paragraph(
        tr("The years of an amount are not stated, so nothing is added up: there is no net, no net by year and no payback."), width, _INDENT)


def _lines(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    yield from _table_of(found.lines, found, tr, width)


def _table_of(lines: Sequence[LineYears], found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    yield tr("What was spent and saved")
    rows = [[tr("line"), tr("years"), tr("status"), tr("amount"), tr("source")]]
    rows += [
        [_named(one.line, tr), years_text(one.line, tr), money_word(one.line.status, tr), ranged(one.total, found.case.unit, tr, aligned=True),
         source_text(one.line.cited, tr).split(",")[0]]
        for one in lines
    ]
    yield from table(rows, width)
    for one in lines:
        if one.line.because is not None:
            yield from paragraph(f"{one.line.title.get(tr.lang)}: {one.line.because.get(tr.lang)}", width, _INDENT)


def _named(line: Line, tr: Translator) -> str:
    return f"{line.title.get(tr.lang)} ({money_word(line.kind, tr)}, {money_word(line.payer, tr)}, {money_word(line.area, tr)})"


def years_text(line: Line, tr: Translator) -> str:
    """`2015`, `2015-2017`, or that they are not stated."""
    if line.undated is not None:
        return tr("a year") if line.each_year else tr("not stated")
    first, last = line.years[0], line.years[-1]
    return str(first) if first == last else f"{first}-{last}"


def _totals(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    yield tr("In all")
    rows = [["", tr("invested"), tr("saved"), tr("income"), tr("net"), tr("gain per krone")]]
    if len(found.by_status) > 1:
        rows += [[money_word(status, tr), *_sums(one, found.case.unit, tr)] for status, one in found.by_status.items()]
    rows.append([tr("all lines, whatever their status") if len(found.by_status) > 1 else tr("all lines"), *_sums(found.totals, found.case.unit, tr)])
    yield from table(rows, width)


def _sums(totals: Totals, unit: str, tr: Translator) -> list[str]:
    found = [ranged(one, unit, tr, aligned=True) for one in (totals.cost, totals.saving, totals.income, totals.net)]
    return [*found, _ratio(totals.benefit_cost, tr) if totals.gain.most and totals.benefit_cost else "-"]


def _ratio(found: Range | None, tr: Translator) -> str:
    if found is None:
        return "-"
    least = decimal(found.least, 2, tr)
    return least if found.exact else tr("{least} to {most}").format(least=least, most=decimal(found.most, 2, tr))


def _years(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    yield tr("Year by year (cumulative at the end of the year)")
    rows = [["", tr("invested"), tr("saved and income"), tr("net"), tr("cumulative"), tr("status")]]
    for one in found.years:
        sums = (one.totals.cost, one.totals.gain, one.net, one.cumulative)
        statuses = ", ".join(money_word(status, tr) for status in one.statuses)
        rows.append([str(one.year), *(ranged(value, found.case.unit, tr, aligned=True) for value in sums), statuses])
    yield from table(rows, width)


def _payers(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    yield tr("Who pays and who gains")
    rows = [["", tr("invested"), tr("saved"), tr("income"), tr("net")]]
    rows += [[money_word(one.payer, tr), *_sums(one.totals, found.case.unit, tr)[:-1]] for one in found.payers]
    yield from table(rows, width)
    for one in found.payers if len(found.payers) > 1 else ():
        yield from paragraph(f"{money_word(one.payer, tr)}: {tr('Paid back').lower()} {paid_back(one.payback, tr)}", width, _INDENT)


def _key_figures(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    yield tr("Key figures")
    unit = found.case.unit
    figures = [(tr("Paid back"), paid_back(found.payback, tr)), (tr("Net, not discounted"), _net(found, tr))]
    npv = found.present_value
    value = tr(REASONS[npv.reason]) if npv.reason else ""
    if npv.value is not None and npv.rate is not None:
        said = tr("{amount} in {year}, at {rate} a year")
        value = said.format(amount=with_unit(npv.value, unit, tr), year=npv.first_year, rate=percent(npv.rate, tr))
    figures.append((tr("Net present value"), value))
    figures.append((tr("Gains over costs, all payers"), _ratio(found.totals.benefit_cost, tr)))
    figures.append((tr("Savings over investment, the municipality"), _ratio(found.savings_to_investment, tr)))
    if found.internal_rate is not None:
        figures.append((tr("Internal rate"), percent(found.internal_rate, tr)))
    if found.break_even is not None:
        persons = decimal(found.break_even.persons.least, 1, tr)
        if not found.break_even.persons.exact:
            persons = tr("{least} to {most}").format(least=persons, most=decimal(found.break_even.persons.most, 1, tr))
        said = tr("{persons} full-time persons for a year, at {each} a person")
        figures.append((tr("Break-even"), said.format(persons=persons, each=kroner(Range.of(found.break_even.per_person), tr))))
    for name, said in figures:
        yield from paragraph(f"{name}: {said}", width, _INDENT)


def _net(found: InvestmentResult, tr: Translator) -> str:
    """The net of all lines, and how much of it has happened where not all of it has."""
    amount, outturn = with_unit(found.totals.net, found.case.unit, tr), found.by_status.get("outturn")
    if outturn is None or len(found.by_status) == 1:
        return amount
    return tr("{amount}, of which outturn {outturn}").format(amount=amount, outturn=with_unit(outturn.net, found.case.unit, tr))


def _follow_up(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    if not found.follow_up:
        return
    yield tr("Budget, forecast and outturn (* computed from the other two)")
    plans = any(one.stated.planned is not None for one in found.follow_up)
    rows = [["", *([tr("planned")] if plans else []), tr("budget"), tr("outturn"), tr("variance"), tr("in percent"), tr("forecast variance")]]
    for one in found.follow_up:
        numbers = (("budget", one.budget), ("outturn", one.outturn), ("variance", one.variance), ("forecast", one.forecast_variance))
        cells = [
            "-" if value is None else ranged(Range.of(value), found.case.unit, tr, aligned=True) + ("*" if name in one.computed else "")
            for name, value in numbers
        ]
        stated = one.stated
        forecast = approximate(cells[3], stated.forecast_variance is not None and stated.forecast_variance.about, tr)
        planned = [ranged(Range.of(stated.planned.value), found.case.unit, tr, aligned=True) if stated.planned else "-"] if plans else []
        rows.append([stated.title.get(tr.lang), *planned, *cells[:3], percent(one.share, tr) if one.share is not None else "-", forecast])
    yield from table(rows, width)


def _checks(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    yield tr("Checks")
    family = ""
    column = max(len(tr(verdict)) for verdict in VERDICTS.values()) + 2
    for one in grouped(found.checks):
        if one.id != family:
            family = one.id
            yield " " * _INDENT + check_title(one.id, tr)
        verdict = tr(VERDICTS[one.verdict]).ljust(column)
        lines = paragraph(check_sentence(one, found.case.unit, tr), width - 2 * _INDENT - column, hanging=0)
        yield from (" " * 2 * _INDENT + (verdict if place == 0 else " " * column) + line for place, line in enumerate(lines))


def _assumptions(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    case = found.case
    assumed = [line for line in case.stated_lines if line.status == "assumed"]
    if not case.assumptions and not assumed and found.split != "even":
        return
    yield tr("Assumptions")
    for one in case.assumptions:
        shown = percent if one.unit == "percent" else lambda value, tr: decimal(value, 2, tr)
        value = shown(one.value, tr)
        if one.low is not None and one.high is not None:
            value += f" ({tr('{least} to {most}').format(least=shown(one.low, tr), most=shown(one.high, tr))})"
        because = f"; {one.because.get(tr.lang)}" if one.because else ""
        yield from paragraph(f"{one.title.get(tr.lang)}: {value}. {tr('Source')}: {source_text(one.cited, tr)}{because}", width, _INDENT)
    for line in assumed:
        amount = next(one.total for one in (*found.lines, *found.apart) if one.line.id == line.id)
        because = f". {line.because.get(tr.lang)}" if line.because else ""
        yield from paragraph(one_stop(f"{line.title.get(tr.lang)}: {with_unit(amount, case.unit, tr)}{because}"), width, _INDENT)
    if found.split == "even":
        yield from paragraph(tr("Amounts of several years divide evenly among them: a choice made when this was computed."), width, _INDENT)


def _not_included(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    if found.not_included:
        yield tr("Not included, or not stated whether it is")
        yield from paragraph(", ".join(money_word(name, tr) for name in found.not_included), width, _INDENT, hanging=0)


def _concludes(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    for title, texts in ((tr("What can be concluded"), found.case.concludes.can), (tr("What cannot be concluded"), found.case.concludes.cannot)):
        if texts:
            yield title
            for one in texts:
                yield from paragraph(f"- {one.get(tr.lang)}", width, _INDENT)


def _missing(found: InvestmentResult, tr: Translator, width: int) -> Iterator[str]:
    if not found.case.missing:
        return
    yield tr("Numbers that the sources do not carry")
    for one in found.case.missing:
        why = f". {one.why.get(tr.lang)}" if one.why else ""
        yield from paragraph(f"- {one.what.get(tr.lang)}{why}", width, _INDENT)


def _sources(found: InvestmentResult, tr: Translator, width: int) -> Iterable[str]:
    lines = [tr("Sources")]
    for name, one in found.case.sources.items():
        parts = filter(None, (one.title, one.by, one.published or tr("no date"), one.url, one.note.get(tr.lang) if one.note else ""))
        lines += paragraph(f"{name}: {'; '.join(parts)}", width, _INDENT)
    for said in yardstick_sources(found.checks, tr):
        lines += paragraph(said, width, _INDENT)
    return lines
