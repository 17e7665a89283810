"""The outcome measures by the words of their sources, for one citizen on one day: (member, outcome) or (member, number)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from tests.oracle import codes as register
from tests.oracle.kleene import Truth, all_of, any_of, at_least, negation

from .citizen import DAY, Citizen, Fact, Span, monday, months_after

Options = Mapping[str, str]
LISTED = frozenset(register.LISTED)
SUBSIDISED = ("wage_subsidy_private", "wage_subsidy_public")
NEWCOMERS = ("refugee", "quota_refugee", "family_of_refugee", "family_reunified")
PENSION, ABROAD_OR_DEAD = frozenset({"611", "621", "622", "998"}), frozenset({"997", "999"})
_AS_FAMILY = frozenset(code for code in LISTED if len(code) == 3 and code[:2] in (
    "13", "14", "21", "70", "71", "72", "73", "74", "75", "76", "81", "89") and code not in ("899",))
PASSIVE = frozenset(code for code in _AS_FAMILY if code[2] == "0") | {"111", "112", "113", "114"}
GUIDANCE = (frozenset(code for code in _AS_FAMILY if code[2] in "13") | {"299"}) - {"231"}
EDUCATION = frozenset(code for code in _AS_FAMILY if code[2] == "4") | {"651", "652", "661", "231", "232"}
SUBSIDY_OR_INTERNSHIP = frozenset(code for code in _AS_FAMILY if code[2] in "5678")
COMMUNITY = frozenset(code for code in _AS_FAMILY if code[2] == "9")
OTHER = frozenset({"121", "122", "123", "124", "125", "126", "151", "152", "412", "413", "511", "521", "522", "771", "774", "775", "781", "785", "881", "899"})


@cache
def of_type(*types: str) -> Callable[[Fact], bool]:
    return lambda fact: fact["type"] in types


@cache
def but_type(*types: str) -> Callable[[Fact], bool]:
    return lambda fact: fact["type"] not in types


@cache
def of_category(*categories: str) -> Callable[[Fact], bool]:
    return lambda fact: fact["category"] in categories


def everything(fact: Fact) -> bool:
    return True


def in_programme(one: Citizen, day: date, options: Options) -> Truth:
    if options["programme_shown_by"] == "receipt_alone":
        return True
    told = any(begun <= day for kind in ("residence_permit", "responsibility", "programme") for begun in one.stated(kind))
    begun = any(start <= day for start in one.stated("programme"))
    covered = one.on_day("programme", everything, day) if begun else False
    return any_of(covered, None if not told else False)


# -- the report's objectives 2 and 3 ------------------------------------------------------------------------------------------


def received(one: Citizen, first: date, options: Options) -> tuple[Truth, Truth, Truth, tuple[date, date]]:
    """(received by fact, told by a register, received by code, the last day that counts at least and at most)."""
    on, last_sunday = one.on, monday(one.on + DAY) - DAY
    told = register_tells(one, first - 3 * DAY, last_sunday)
    least, greatest = (on if told is False else last_sunday), (last_sunday if told is True else on)
    at_end = options["received_when"] == "on_the_last_day"
    paid = one.count(lambda day: one.on_day("benefit", of_type("integration_benefit"), day), on if at_end else first, least, greatest)
    since, up_to = (monday(on), on) if at_end else (first - 3 * DAY, on - 3 * DAY)
    coded = one.weeks(lambda week: one.code(week, register.INTEGRATION_BENEFIT, LISTED), since, up_to)
    return at_least(paid, 1), told, at_least(coded, 1), (least, greatest)


def register_tells(one: Citizen, first: date, last: date) -> Truth:
    """Whether a whole week between two days has a code."""
    if any(first <= week and week + 6 * DAY <= last for week in one.codes):
        return True
    day = first
    while day <= last:
        if monday(day) in one.codes or not one.seen(day):
            return None
        day += DAY
    return False


def covered(one: Citizen, first: date, options: Options) -> Truth:
    at_end, at_start = in_programme(one, one.on, options), in_programme(one, first, options)
    return {"at_the_end": at_end, "at_the_start": at_start, "either": any_of(at_end, at_start)}[options["covered_when"]]


def objective_2(one: Citizen, options: Options) -> tuple[Truth, Truth]:
    first = one.on.replace(day=1)
    paid, told, coded, _ = received(one, first, options)
    since = first if options["category_when"] == "any_day" else one.on
    ready = one.count(lambda day: one.on_day("visitation_category", of_category("job_ready"), day), since, one.on)
    other = one.count(
        lambda day: one.on_day("visitation_category", of_category("activity_ready", "education_ready"), day), since, one.on)
    not_stated = all_of(negation(at_least(other, 1)), None) if options["category_not_stated"] == "not_known" else False
    return all_of(any_of(paid, all_of(told, coded)), covered(one, first, options)), any_of(at_least(ready, 1), not_stated)


def objective_3(one: Citizen, options: Options) -> tuple[Truth, Truth]:
    first = months_after(one.on.replace(day=1), -2)
    paid, told, coded, (least, greatest) = received(one, first, options)
    at_end = options["offer_when"] == "on_the_last_day"

    def in_company(day: date) -> Truth:
        return any_of(one.on_day("employment", of_type(*SUBSIDISED), day),
                      one.on_day("offer", of_type("company_internship", "wage_subsidy", "community_job"), day))

    offered = one.count(in_company, one.on if at_end else first, least, greatest)
    by_label = frozenset({"705", "706", "707", "708", "709"})
    since, up_to = (monday(one.on), one.on) if at_end else (first - 3 * DAY, one.on - 3 * DAY)
    weeks = one.weeks(lambda week: one.code(week, by_label, LISTED), since, up_to)
    by_code = at_least(weeks, 1) if options["company_codes"] == "by_label" else all_of(coded, None)
    return all_of(any_of(paid, all_of(told, coded)), covered(one, first, options)), any_of(at_least(offered, 1), all_of(told, by_code))


# -- the monthly book, and the share in work ----------------------------------------------------------------------------------


def active_case(one: Citizen, options: Options) -> Truth:
    on_benefit = one.on_day("benefit", everything, one.on)
    return all_of(in_programme(one, one.on, options), True if options["active_case_is"] == "in_programme" else on_benefit)


def activated(one: Citizen, options: Options) -> tuple[Truth, Truth]:
    offers = everything if options["activated_by"] == "any_offer" else of_type("company_internship", "wage_subsidy", "community_job")
    since = one.on if options["activated_when"] == "on_the_last_day" else one.on.replace(day=1)
    found = one.count(lambda day: any_of(one.on_day("offer", offers, day), one.on_day("employment", of_type(*SUBSIDISED), day)), since, one.on)
    return active_case(one, options), at_least(found, 1)


def talks(one: Citizen, options: Options) -> tuple[Truth, Span | None]:
    held = one.count(lambda day: any_of(*(one.on_day(kind, everything, day) for kind in ("first_talk", "follow_up"))), one.on.replace(day=1), one.on)
    return active_case(one, options), held


def share_in_work(one: Citizen, options: Options) -> tuple[Truth, Truth]:
    first = months_after(one.on.replace(day=1), -2)
    permits = one.stated("residence_permit", lambda fact: fact["basis"] in ("refugee", "quota_refugee", "family_of_refugee"))
    begun = permits if options["stay_begins"] == "permit" else one.stated("residence")
    three = months_after(begun[0], 36) if begun else None
    if options["three_years_when"] == "fourth_year_at_the_end":
        stayed = three is not None and three <= one.on < months_after(three, 12)
    else:
        stayed = three is not None and first <= three <= one.on
    nobody_told = options["refugee_not_stated"] == "not_known" and not one.stated("residence_permit")
    age = one.age(one.on)
    here = negation(at_least(one.count(lambda day: one.on_day("abroad", everything, day), one.on, one.on), 1))
    old_enough = None if age is None else 18 <= age <= 66
    member = all_of(any_of(all_of(bool(permits), stayed), None if nobody_told else False), old_enough, here)
    jobs = of_type("ordinary") if options["wage_work"] == "unsubsidised" else everything
    when = options["in_work_when"]
    since, up_to = (one.on, one.on) if when == "on_the_last_day" else (three, three) if when == "on_the_anniversary" else (first, one.on)
    working = False if since is None or up_to is None else at_least(one.count(lambda day: one.on_day("employment", jobs, day), since, up_to), 1)
    return member, working


# -- the first years ----------------------------------------------------------------------------------------------------------


def newcomer(one: Citizen, options: Options, years: int) -> tuple[Truth, date | None, date | None]:
    """(member, the first Monday, the last day)."""
    permits = one.stated("residence_permit", lambda fact: fact["basis"] in NEWCOMERS)
    begun = permits if options["residence_begins"] == "permit" else one.stated("residence")
    non_western = None if one.origin is None else one.origin == "non_western"
    nobody_told = options["permit_not_stated"] == "not_known" and not one.stated("residence_permit")
    unknown = all_of(nobody_told, non_western, None)
    if not begun:
        return any_of(False, unknown), None, None
    start = begun[0]
    end = monday(start) + 7 * DAY * 52 * years if options["first_years_as"] == "52_weeks_a_year" else months_after(start, 12 * years)
    age = one.age(start)
    inside = None if age is None else 18 <= age <= 64
    return any_of(all_of(non_western, bool(permits), inside, end <= one.on), unknown), monday(start), end - DAY


def working(one: Citizen, options: Options) -> Callable[[date], Truth]:
    whole = one.any_day if options["job_week_as"] == "any_day" else one.every_day

    def holds(week: date) -> Truth:
        key = ("job", week, options["job_week_as"], options["blank_weeks"])
        if key not in one.kept:
            one.kept[key] = in_job_week(week)
        return one.kept[key]  # type: ignore[no-any-return]

    def in_job_week(week: date) -> Truth:
        stated = whole(lambda day: one.on_day("employment", of_type("ordinary"), day), week)
        blank = one.code(week, frozenset({""}), LISTED) if options["blank_weeks"] == "not_known" else False
        return any_of(stated, all_of(blank, None))

    return holds


def first_years(one: Citizen, options: Options, years: int) -> tuple[Truth, Truth]:
    member, first, last = newcomer(one, options, years)
    nobody_told = options["permit_not_stated"] == "not_known" and not one.stated("residence_permit")
    non_western = None if one.origin is None else one.origin == "non_western"
    unknown = all_of(nobody_told, non_western, None)
    if first is None or last is None:
        return member, any_of(False, unknown)
    counted = one.longest if options["three_weeks_as"] == "in_a_row" else one.weeks
    return member, any_of(at_least(counted(working(one, options), first, last), 3), unknown)


STATES = ("pension_or_gone", "disability", "company", "guidance", "education", "passive")


def weeks_in(state: str, one: Citizen, options: Options) -> tuple[Truth, Span | None]:
    member, first, last = newcomer(one, options, 3)
    if first is None or last is None:
        return member, None
    at_work = working(one, options)

    def in_state(week: date) -> Truth:
        found = states(one, week, options)
        job = at_work(week)
        earlier = [negation(found[name]) for name in STATES[:STATES.index(state)]] if state in STATES else []
        gone = found["pension_or_gone"]
        something = any_of(*(found[name] for name in STATES[1:]), found["other"])
        job_first = options["benefit_or_job"] == "job_first"
        if state == "ordinary_job":
            return all_of(job, negation(gone), True if job_first else negation(something))
        if state == "without_support":
            return all_of(negation(gone), negation(something), negation(job))
        if state == "pension_or_gone":
            return gone
        return all_of(found[state], *earlier, negation(job) if job_first else True)

    return member, one.weeks(in_state, first, last)


def states(one: Citizen, week: date, options: Options) -> dict[str, Truth]:
    """The week's states, each for itself; worked out once for all of those asked about."""
    key = (week, options["community_job_as"], options["other_weeks"])
    if key not in one.kept:
        one.kept[key] = _states(one, week, options)
    found: dict[str, Truth] = one.kept[key]
    return found


def _states(one: Citizen, week: date, options: Options) -> dict[str, Truth]:
    def touched(kind: str, *types: str, but: tuple[str, ...] = ()) -> Truth:
        matches = of_type(*types) if types else but_type(*but) if but else everything
        return one.any_day(lambda day: one.on_day(kind, matches, day), week)

    def coded(group: frozenset[str]) -> Truth:
        return one.code(week, group, LISTED)

    community = any_of(coded(COMMUNITY), touched("offer", "community_job"))
    company_based = options["community_job_as"] == "company_based"
    other = any_of(coded(OTHER), touched("benefit", "parental_benefit", "holiday_benefit"), touched("employment", "flex_job"))
    return {
        "pension_or_gone": any_of(coded(PENSION | ABROAD_OR_DEAD), touched("benefit", "early_retirement"),
                                  one.every_day(lambda day: one.on_day("abroad", everything, day), week)),
        "disability": any_of(coded(frozenset({"783"})), touched("benefit", "disability_pension")),
        "company": any_of(coded(SUBSIDY_OR_INTERNSHIP), touched("offer", "company_internship", "wage_subsidy"), touched("employment", *SUBSIDISED),
                          all_of(company_based, community)),
        "guidance": any_of(coded(GUIDANCE), touched("offer", "guidance_upskilling", "danish_course", "mentor", "other"),
                           all_of(not company_based, community)),
        "education": any_of(coded(EDUCATION), touched("education")),
        "passive": any_of(coded(PASSIVE), touched("benefit", but=("parental_benefit", "holiday_benefit", "disability_pension", "early_retirement")),
                          all_of(options["other_weeks"] == "passive_support", other)),
        "other": other,
    }


# -- a job after a course -----------------------------------------------------------------------------------------------------


def after_course(one: Citizen, options: Options, courses: Callable[[Fact], bool]) -> tuple[Truth, Truth, Truth, Truth, bool]:
    """(member, outcome) by the courses that are stated; whether courses nobody saw may change a no of either; whether all days and all ends were seen."""
    year = one.on.year - 1
    begins, ends = date(year, 1, 1), date(year, 12, 31)
    anyhow = options["course_counts_in"] == "any_day_in_the_year"
    member: Truth = False
    outcome: Truth = False
    ongoing = False
    for fact in one.facts:
        if fact["kind"] not in ("offer", "employment") or not courses(fact) or date.fromisoformat(fact["from"]) > one.on:
            continue
        start = date.fromisoformat(fact["from"])
        if "to" in fact:
            last = date.fromisoformat(fact["to"]) - DAY
            if last >= one.on:
                # It is seen to the day asked on: whether it ended then is not known.
                counts: Truth = all_of(None if anyhow and start <= ends else False, in_programme(one, one.on, options))
                member = any_of(member, counts)
                outcome = any_of(outcome, all_of(counts, None))
                ongoing = True
                continue
            counts = begins <= last <= one.on and (last <= ends or (anyhow and start <= ends))
            counts = all_of(counts, in_programme(one, last, options))
            member = any_of(member, counts)
            outcome = any_of(outcome, all_of(counts, in_job(one, last, options)))
        else:
            open_last = next((end for _, end in one.spans if end > start), start + DAY) - DAY
            lasts = _days(max(begins, min(open_last, one.on)), one.on if anyhow else ends) if not anyhow or start <= ends else []
            within = [day for day in lasts if in_programme(one, day, options) is not False]
            member = any_of(member, None if within else False)
            outcome = any_of(outcome, None if any(in_job(one, day, options) is not False for day in within) else False)
            ongoing = True
    # A course nobody saw lasts on days nobody saw: one that ended after the year began in it.
    hidden = [day for day in _days(begins, one.on if anyhow else ends) if not any(map(one.seen, _days(min(day, ends), day)))]
    may = [day for day in hidden if in_programme(one, day, options) is not False]
    led_to_job = any(in_job(one, day, options) is not False for day in may)
    return member, outcome, None if may else False, None if led_to_job else False, not hidden and not ongoing


def in_job(one: Citizen, last: date, options: Options) -> Truth:
    day = last + 182 * DAY if options["six_months_as"] == "182_days" else months_after(last, 6)
    igu = one.on_day("igu", everything, day) if options["igu_after_course"] == "ordinary" else False
    return any_of(one.on_day("employment", of_type("ordinary"), day), igu)


def _days(first: date, last: date) -> list[date]:
    return [first + DAY * n for n in range((last - first).days + 1)]


def internships(fact: Fact) -> bool:
    return bool(fact["kind"] == "offer" and fact["type"] == "company_internship")


def subsidies(fact: Fact) -> bool:
    return bool(fact["type"] == "wage_subsidy") if fact["kind"] == "offer" else fact["type"] in SUBSIDISED


def mentors(fact: Fact) -> bool:
    return bool(fact["kind"] == "offer" and fact["type"] == "mentor")


COURSES: Mapping[str, Callable[[Any], bool]] = {
    "company_internship": internships, "wage_subsidy": subsidies, "mentor": mentors,
    "achieved": lambda fact: internships(fact) or subsidies(fact) or mentors(fact),
}
