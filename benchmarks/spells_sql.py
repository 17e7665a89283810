"""The measures over flat spells as queries that an analyst would write: one row for each who may be a member, and three-valued columns.

They lean on what is known of this register: one permit a citizen, residence all days but those abroad, no basic integration training, no
register codes, everybody observed to the last day of the year and before its first quarter is over; and on quarters of 13 weeks, so that
the weeks of the year are the bits of one number. Limits and days stand in them as the analyst copied them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .bonus_population import Register
from .spell_tables import tables
from .spells_answers import PERIODS, comparable

__all__ = ["comparable", "from_register"]

# The week of a day is counted from 1 January 2018, a Monday; 52 weeks make the four quarters.
_OBJECTIVE_1 = """
with quarter(period, monday, measured) as (values
  (1, date '2018-01-01', date '2018-03-26'), (2, date '2018-04-02', date '2018-06-25'),
  (3, date '2018-07-02', date '2018-09-24'), (4, date '2018-10-01', date '2018-12-24')
), receipt as (
  select citizen, greatest(min(start), date '2015-09-01') as paid
  from benefit where type = 'integration_benefit' and (stop is null or stop > date '2015-09-01') group by citizen
), possible as (
  select citizen, seen, born, origin is not null as known, paid, case when seen > date '2015-09-01' then date '2015-09-01' else paid end as earliest
  from person left join receipt using (citizen)
  where origin is distinct from 'western' and (paid is not null or seen > date '2015-09-01')
), member as (
  select citizen, seen, period,
    known and paid < measured + 7 and measured <= date_trunc('week', earliest) + interval 36 month as sure
  from possible, quarter
  where date_trunc('week', earliest) <= measured
    and (paid is null or paid >= measured + 7 or measured <= date_trunc('week', paid) + interval 36 month)
    and (year(measured) - year(born)) * 10000 + (month(measured) - month(born)) * 100 + day(measured) - day(born) between 180000 and 649999
), counted as (
  select distinct citizen, seen from member
), spell as (
  select citizen, 1 as kind, start, stop from benefit
  union all select citizen, 1, start, stop from employment where type <> 'ordinary'
  union all select citizen, 2, start, stop from education where support = 'su'
  union all select citizen, 3, start, stop from education where support is null
  union all select citizen, 4, start, stop from abroad
), touched as (
  select citizen, kind,
    (1::bigint << least((coalesce(stop, date '2019-01-01') - date '2018-01-01' + 6) // 7, 52))
      - (1::bigint << greatest(start - date '2018-01-01', 0) // 7) as weeks
  from spell where start < date '2018-12-31' and (stop is null or stop > date '2018-01-01')
), year as (
  select citizen, bit_or(weeks) filter (kind = 1) as support, bit_or(weeks) filter (kind = 2) as su,
    bit_or(weeks) filter (kind = 3) as perhaps, bit_or(weeks) filter (kind = 4) as away
  from touched semi join counted using (citizen) group by citizen
), known as (
  select citizen, coalesce(support, 0) | coalesce(su, 0) as stated, coalesce(su, 0) as su, coalesce(perhaps, 0) as perhaps, coalesce(away, 0) as away,
    (1::bigint << (greatest(seen - date '2018-01-01', 0) + 6) // 7) - 1 as unseen
  from counted left join year using (citizen)
), weeks as (
  select citizen, period, (stated >> (13 * (period - 1))) & 8191 as stated, ((stated | perhaps | away | unseen) >> (13 * (period - 1))) & 8191 as maybe,
    (su >> (13 * (period - 1))) & 8191 as su, ((su | perhaps | unseen) >> (13 * (period - 1))) & 8191 as maybe_su
  from known, (values (1), (2), (3), (4)) each(period)
)
select citizen, period::utinyint as period, case when sure then 1 else 2 end::utinyint as member,
  case when 13 - bit_count(maybe) >= 5 or bit_count(su) >= 5 then 1
    when 13 - bit_count(stated) >= 5 or bit_count(maybe_su) >= 5 then 2 else 0 end::utinyint as outcome
from member join weeks using (citizen, period)
"""
_FIRST_YEARS = """
with member as (
  select citizen, date_trunc('week', start)::date as begins, seen, origin is not null as sure
  from residence_permit join person using (citizen)
  where basis not in ('special_act', 'work', 'study') and origin is distinct from 'western'
    and date_trunc('week', start)::date + 1092 <= date '2018-12-31'
    and (year(start) - year(born)) * 10000 + (month(start) - month(born)) * 100 + day(start) - day(born) between 180000 and 649999
), job as (
  select citizen, greatest(start - begins, 0) // 7 as low, least((coalesce(stop, date '2019-01-01') - 1 - begins) // 7, 155) as high,
    least(greatest(seen - begins + 6, 0) // 7, 156) as unseen
  from employment join member using (citizen)
  where type = 'ordinary' and start < begins + 1092 and (stop is null or stop > begins)
), new as (
  select citizen, unseen, high, greatest(low, 1 + max(high) over (partition by citizen order by low rows between unbounded preceding and 1 preceding)) as low
  from job
), weeks as (
  select citizen, sum(greatest(high - low + 1, 0)) as stated, sum(greatest(high - greatest(low, unseen) + 1, 0)) as later from new group by citizen
)
select citizen, 1::utinyint as period, case when sure then 1 else 2 end::utinyint as member,
  case when stated >= 3 then 1
    when least(greatest(seen - begins + 6, 0) // 7, 156) + coalesce(later, 0) >= 3 then 2 else 0 end::utinyint as outcome
from member left join weeks using (citizen)
"""
_SHARE_IN_WORK = """
with permit as (
  select citizen, cast(start + interval 36 month as date) as three_years from residence_permit where basis in ('refugee', 'quota_refugee', 'family_of_refugee')
), dated as (
  select citizen, quarter(three_years) as period, date_trunc('quarter', three_years)::date as first_day,
    last_day(date_trunc('quarter', three_years) + interval 2 month) as last
  from permit where year(three_years) = 2018
), member as (
  select d.*, seen from dated d join person using (citizen)
    anti join abroad a on a.citizen = d.citizen and a.start <= last and (a.stop is null or a.stop > last)
  where (year(last) - year(born)) * 10000 + (month(last) - month(born)) * 100 + day(last) - day(born) between 180000 and 669999
), working as (
  select distinct citizen from employment join member using (citizen) where type = 'ordinary' and start <= last and (stop is null or stop > first_day)
)
select citizen, period::utinyint as period, 1::utinyint as member,
  case when w.citizen is not null then 1 when seen > first_day then 2 else 0 end::utinyint as outcome
from member left join working w using (citizen)
"""
_QUERIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "objective_1": (_OBJECTIVE_1, ("benefit", "employment", "education", "abroad")),
    "first_years": (_FIRST_YEARS, ("residence_permit", "employment")),
    "share_in_work": (_SHARE_IN_WORK, ("residence_permit", "employment", "abroad")),
}
"""By measure the query, and the kinds of facts it reads beside the people."""


def from_register(register: Register, measure: str, threads: int = 1) -> Callable[[], dict[str, Any]]:
    """The query over tables that DuckDB already holds in memory; `shape` tells the periods and people it is about."""
    query, kinds = _QUERIES[measure]
    connection, shape = tables(register, kinds, threads), (len(PERIODS[measure]), len(register.born))
    return lambda: {**connection.execute(query).fetchnumpy(), "shape": shape}
