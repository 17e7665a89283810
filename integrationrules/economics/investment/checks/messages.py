"""The English sentences of the checks; the report layer owns their translations."""

from __future__ import annotations

__all__ = ["SENTENCES", "TITLES", "YARDSTICK_SOURCES"]

TITLES: dict[str, str] = {
    "sums": "Sums",
    "spans": "Totals against their years",
    "happened": "What had happened",
    "rivals": "Rival totals",
    "people": "By person",
    "included": "Gross or net",
    "compared": "Compared with what",
    "effect": "Effect found",
    "payers": "Who pays and who gains",
    "scope": "All benefits or integration alone",
    "areas": "Spending areas",
    "prices": "Price level",
    "timing": "Timing",
    "budgets": "Budget and outturn",
    "double": "Double counting",
    "vintage": "Dates of figures",
    "costs": "Missing costs and numbers",
}
"""What a family of checks is called."""
SENTENCES: dict[str, str] = {
    "sums_sum": "{says}: {stated} = {parts}.",
    "sums_sum_not": "{says}: {stated} is stated, but the parts {parts} make {computed}; {off} is not explained.",
    "sums_net": "{says}: {stated} is what savings and income less costs make ({parts}).",
    "sums_net_not": "{says}: {stated} is stated, but savings and income less costs make {computed}; {off} is not explained.",
    "sums_ratio": "{says}: {stated}; computed {computed}.",
    "sums_ratio_not": "{says}: {stated} is stated, but savings and income over costs make {computed}.",
    "sums_no_ratio": "{says}: {stated} is stated, but there is no cost to divide by.",
    "sums_difference": "{says}: {stated} = {parts}.",
    "sums_difference_not": "{says}: {stated} is stated, but the difference is {computed}.",
    "spans_within_stated": "{source} speaks of {period}; all amounts lie within that.",
    "spans_beyond_stated": "{source} speaks of {period}, but {beyond} of the gains and {costs} of the costs lie after or before that "
    "({lines}).",
    "spans_two_lengths": "{amount} is said to cover {years} years ({says}) and {other_years} years ({other}); both cannot be right.",
    "spans_quoted_beside": "{amount} is said to cover {years} years ({says}), but is elsewhere quoted beside an amount of the {other_years} years "
    "{first}-{last} ({other}), without a word on its own years; which they are is not known.",
    "spans_gains_longer": "{says}: {amount} is decided for {first}-{last}, while gains are counted until {until}. With that amount alone the net would "
    "be {net} and the gains {ratio} times the costs: more years of gains than of costs, so the upper end is too good.",
    "spans_exceeded": "{says}: {amount} over {years} years, but {known} in {known_years} years is already more, or longer.",
    "spans_whole": "{says}: {amount} is what the {years} years make.",
    "spans_left": "{says}: {amount} over {years} years, but those years make {known}; {rest} is left.",
    "spans_no_pace": "{says}: {known} in {known_years} of {years} years cannot be compared with the rest, {rest}.",
    "spans_steep": "{says}: {amount} over {years} years is {average} a year. {known} went in {known_years} years, {known_average} a year, "
    "so {rest} is left, {rest_average} for each of the other years ({rest_years}): {pace} times as much. The years do not fit the total.",
    "spans_even_beside": "{says}: divided by the {years} years it is quoted beside, {amount} is {average} a year. {known} went in {known_years} years, "
    "{known_average} a year, so {rest} would be left, {rest_average} for each of the other years ({rest_years}): {pace} times as much. It would fit; no "
    "source says that it covers them.",
    "spans_even": "{says}: {amount} over {years} years is {average} a year. {known} went in {known_years} years, {known_average} a year, "
    "so {rest} is left, {rest_average} for each of the other years ({rest_years}): {pace} times as much.",
    "happened_all": "{says}: all of {whole} is outturn.",
    "happened_part": "{says}: of {whole}, {happened} ({share}) is outturn; {rest} ({rest_share}) had not happened ({statuses}).",
    "rivals_same": "{says}: {amount}; the same as {other}.",
    "rivals_explained": "{says}: {amount} against {other_amount} ({other}). The difference of {gap} is explained: {explained} ({by}).",
    "rivals_partly": "{says}: {amount} against {other_amount} ({other}). Of the difference of {gap}, {explained} is explained ({by}); {left} is left.",
    "rivals_unexplained": "{says}: {amount} against {other_amount} ({other}). Nothing explains the difference of {gap}.",
    "people_no_years": "The years of the savings are not stated; a saving by person and year cannot be computed.",
    "people_none": "The case does not say how many persons the savings are about; a saving by person cannot be computed.",
    "people_planned": "{each} a person and year for {persons} persons joins a saving ({statuses}) with a number of persons ({status}): a derived "
    "figure, no evidence.",
    "yardstick_benchmark": "{each} lies outside {yardstick}: what municipalities save a year for each full-time person off benefits, computed from a list "
    "of the ministry's of November 2018.",
    "yardstick_benchmark_inside": "{each} lies within {yardstick}: what municipalities save a year for each full-time person off benefits, computed from "
    "a list of the ministry's of November 2018. It measures municipalities alone; this is no confirmation.",
    "yardstick_public": "{each} lies outside {yardstick}: what the whole public sector saved for each person from benefits to a private job, 2014-17.",
    "yardstick_public_inside": "{each} touches {yardstick}: what the whole public sector saved for each person from benefits to a private job, "
    "2014-17. It measures state and municipalities together; this is no confirmation.",
    "yardstick_cash_assistance": "{each} differs from {yardstick}: cash assistance alone, LG Insight 2014 (253 million kroner, 4,345 full-time persons "
    "more in the labour force).",
    "yardstick_cash_assistance_inside": "{each} is {yardstick}: cash assistance alone, LG Insight 2014. This is no confirmation.",
    "sums_quotient": "{says}: {stated}; computed {computed}.",
    "sums_quotient_not": "{says}: {stated} is stated, but the one over the other is {computed}.",
    "sums_no_quotient": "{says}: {stated} is stated, but what it is divided by is zero.",
    "sums_alone": "{says}: {stated} cannot be recomputed; the figures behind it are not published.",
    "included_because": "{what}: {because}.",
    "effect_found": "{says}.",
    "effect_mixed": "{says}. The expected gains did not come everywhere.",
    "effect_none": "{says}. Without an effect there are no gains to count.",
    "payers_society": "Costs are paid by: {paying}. Gains are those of: {gaining}. What is said of society belongs to no municipality's budget.",
    "payers_others": "Costs are paid by: {paying}. Gains are those of: {gaining}. The net of all is nobody's own.",
    "areas_not_stated": "The source does not say in which spending area these lie: {lines}.",
    "costs_no_amounts": "Neither costs nor gains are published by themselves; neither net nor payback can be computed.",
    "included_net": "{what}: the amounts are net of it.",
    "included_gross": "{what}: the amounts are gross of it.",
    "included_not_relevant": "{what}: not relevant here.",
    "included_not_stated": "{what}: the sources do not say whether the amounts are gross or net of this.",
    "compared_none": "The savings are compared with nothing; how much would have come without the investment is not known.",
    "compared_before": "The savings are compared with the time before; a trend or a boom counts as effect.",
    "compared_control_group": "The savings are compared with a control group.",
    "compared_control_group_unsure": "The savings are compared with a control group, but how sure that is cannot be judged: {unknown}.",
    "compared_text": "{text}.",
    "compared_other_municipalities": "The savings are compared with other municipalities; what else differs between their citizens and labour markets "
    "counts as effect.",
    "compared_budget": "The savings are compared with the budget, which says what was expected and not what would have happened.",
    "compared_forecast_without": "The savings are compared with a forecast without the investment.",
    "compared_not_stated": "The sources do not say what the savings are measured against; how much would have come anyway is not known.",
    "compared_events": "In the same years: {events}. Part of the savings may be due to that.",
    "scope_not_stated": "The case does not say whom the amounts are about.",
    "scope_about": "The case is about {includes}.",
    "scope_share_unknown": "The amounts cover {includes}. The share of integration is not known; no part of them may be called its saving.",
    "scope_share": "The amounts cover {includes}; {share} is integration: {saved} of the savings and income.",
    "scope_share_apart": "The amounts cover {includes}; {share} is integration.",
    "areas_ceiling": "Costs of {spent} lie in Service, inside the service ceiling, while gains fall in {gaining}, outside it.",
    "areas_one": "Costs and gains lie in one spending area: {paying}.",
    "areas_several": "Costs lie in {paying}, gains in {gaining}; no cost lies in Service, inside the service ceiling.",
    "areas_no_function": "No account function is given for: {lines}.",
    "prices_current": "The amounts are in current prices, or no price level is stated; no net present value can be computed.",
    "prices_mixed": "The amounts are in different prices ({levels}) and cannot be added.",
    "prices_constant": "All amounts are in the prices of {level}.",
    "timing_gain_first": "The first gain falls in {gain}, before the first cost in {cost}.",
    "timing_later": "The first cost falls in {cost}, the first gain in {gain}.",
    "timing_same_year": "Costs and gains begin in the same year, {cost}; hiring, refunds, grants and tax come with a lag.",
    "timing_spans": "How these amounts divide among their years is not known: {lines}.",
    "timing_within_budget": "Paid back at the end of {year} at the latest, within the budget period {first}-{last}.",
    "timing_undated": "The years of these amounts are not stated: {lines}. Nothing is added up, and there is no net, net by year or payback.",
    "timing_beyond_budget": "Not paid back within the budget period {first}-{last}.",
    "timing_perhaps_in_budget": "Whether it is paid back within the budget period {first}-{last} depends on amounts that are ranges.",
    "budgets_variance": "{title}: budget {budget}, outturn {outturn}; variance {variance} ({share}).",
    "budgets_planned": "{title}: {planned} was planned; whether that was the budget is not known.",
    "budgets_planned_variance": "{title}: {planned} was planned; variance {variance} from the budget. The budget itself is not given, so no outturn is "
    "computed from the two, and how the amount divides between this year and those before it is not sure.",
    "budgets_only_variance": "{title}: {variance} against the budget; the budget itself is not given.",
    "budgets_forecast": "{title}: the forecast during the year was {forecast} against the budget, the outturn {variance}; "
    "difference {miss} ({miss_share}).",
    "budgets_two_sources": "{title}: budget and variance come from different sources ({sources}); whether they speak of the same budget is not known, "
    "so {computed} is computed from both and not printed anywhere.",
    "budgets_already": "The savings were taken out of the budget.",
    "budgets_not_yet": "The savings were not taken out of the budget yet.",
    "budgets_not_stated": "The sources do not say whether the savings were taken out of the budget, or whether they last when the money stops.",
    "double_none": "No two lines cover the same kind, payer, area, function and year (lines: {count}).",
    "double_same": "'{one}' stands twice for {year}.",
    "double_alike": "'{one}' and '{other}' are of one kind, payer, area and function, and both cover {year}.",
    "double_statuses": "'{one}' and '{other}' both cover {year}, with different statuses; only one of them can be added.",
    "double_grant": "'{one}' and '{other}' both cover {year}: a grant counts as income or as saving, not as both.",
    "double_in_total": "{says}: '{one}' is counted twice.",
    "vintage_undated": "No date of publication is given for: {sources}.",
    "vintage_dated": "Every source has a date ({count}).",
    "vintage_assumed": "{title}: assumed, without a source.",
    "vintage_other_year": "{title}: a figure of {year} is used for {period}.",
    "costs_none": "The case has no cost; gains without what they cost say nothing.",
    "costs_apart": "The years of costs and gains are not all stated; whether every year with a gain has a cost cannot be seen.",
    "costs_no_gain": "No gain is published as an amount by itself; costs alone say nothing of what they led to.",
    "costs_some_years": "Gains but no costs in {years}; a cost is missing, or must be said to be none.",
    "costs_all_years": "Every year with a gain has a cost.",
    "costs_assumed": "{title}: {amount} is {status}; nothing more exact is known.",
    "costs_missing": "Numbers that are not in the sources: {count}; they are listed below.",
}
"""By the id of the message; values are filled in as the language writes them."""
YARDSTICK_SOURCES: dict[str, str] = {
    "source_benchmark": "67,000-75,000: computed from the ministry's list of November 2018 as the press printed it (gladsaxebladet.dk): million kroner "
    "over full-time persons, such as Nyborg 16.3 over 220; press, the list itself was not read",
    "source_public": "69,000-73,000: the ministry's estimate as the press printed it (fyens.dk, May 2018); press, the estimate itself was not read",
    "source_cash_assistance": "58,228: LG Insight, Den bedste integration, August 2014: 253 million over 4,345, computed here",
}
"""Where the yardsticks of savings by person are from."""
