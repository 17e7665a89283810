"""What an analyst would write: the results bonus for a job in DuckDB's SQL, with the same three values and the same bounds.

One pass merges the jobs and averages their hours; everybody's other facts are joined only to the jobs that may be enough.
It leans on what is known of this register: at most one permit, takeover, contract and leave a citizen, every takeover
recorded, nobody's taking part in the programme stated, no IGU. Amounts and limits stand in it as the analyst copied them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .bonus_population import ON, Register, comparable
from .spell_tables import tables

__all__ = ["comparable", "from_register"]

_KINDS = ("residence_permit", "responsibility", "contract", "employment", "leave")

# Amounts are in hundredths of a krone, hours in hundredths a week, as in the tables.
_QUERY = """
with fresh as (
  select citizen, start, coalesce(stop, date '9999-12-31') as stop, hours,
    start <= max(coalesce(stop, date '9999-12-31')) over (partition by citizen order by start rows between unbounded preceding and 1 preceding) as joined
  from employment semi join contract using (citizen) where type = 'ordinary' and start <= $on
), chained as (
  select *, max(case when joined then null else start end) over (partition by citizen order by start rows unbounded preceding) as begins from fresh
), run as (
  select citizen, begins, cast(begins + interval 6 month as date) as six, max(stop) as ends,
    sum(greatest(least(stop, cast(begins + interval 6 month as date)) - start, 0) * coalesce(hours, 0)) as worked,
    bool_or(hours is null and start < cast(begins + interval 6 month as date)) as unstated
  from chained group by citizen, begins
), long as (
  select citizen, begins, six, worked >= 2000 * (six - begins) as full_hours
  from run where six <= ends and six <= $on and (unstated or worked >= 2000 * (six - begins))
), clock as (
  select l.citizen, l.begins, l.six, l.full_hours as enough,
    cast(r.start + interval 3 year as date) as year_three, cast(r.start + interval 5 year as date) as year_five,
    cast(case when v.citizen is null then 0
      else greatest(least(coalesce(v.stop, date '9999-12-31'), l.begins) - greatest(v.start, r.start), 0) end as int) as paused,
    cast(greatest(p.seen - r.start, 0)
      + case when v.citizen is null then 0
        else greatest(least(coalesce(v.stop, date '9999-12-31'), l.begins) - greatest(v.start, r.start, p.seen), 0) end as int) as perhaps_paused,
    m.start <= l.begins and m.basis not in ('work', 'study') as in_group
  from long l
  join contract c on c.citizen = l.citizen and c.signed < l.six
  join responsibility r on r.citizen = l.citizen and r.start <= l.begins
  join person p on p.citizen = l.citizen and p.seen < l.begins
    and (year(r.start) - year(p.born)) * 10000 + (month(r.start) - month(p.born)) * 100 + day(r.start) - day(p.born) >= 180000
  join residence_permit m on m.citizen = l.citizen and (m.basis not in ('work', 'study') or m.start > l.begins)
  left join leave v on v.citizen = l.citizen and v.type = 'parental'
), tiers as (
  select citizen, six, enough and in_group as enough,
    begins - paused < year_three as surely_high, begins - perhaps_paused < year_three as perhaps_high,
    begins - perhaps_paused >= year_three and begins - paused < year_five and begins >= date '2016-07-01' as surely_low,
    begins - paused >= year_three and begins - perhaps_paused < year_five and begins >= date '2016-07-01' as perhaps_low,
    year(six - 1) as paid_year
  from clock
), priced as (
  select *, case paid_year when 2017 then 5100000 when 2020 then 5412000 when 2021 then 5519900 when 2024 then 5921000 end as low_amount,
    case paid_year when 2015 then 4844000 when 2017 then 7650000 when 2020 then 8118000 when 2021 then 8279800 when 2024 then 8881700 end as high_amount
  from tiers
), paid as (
  select citizen, six, enough and (surely_high or surely_low) as sure,
    case when perhaps_low then low_amount else high_amount end as least,
    case when perhaps_high then high_amount else low_amount end as greatest
  from priced where perhaps_high or perhaps_low
), known as (
  select citizen, bool_or(sure) as sure, min(six) as earliest, min(six) filter (sure) as latest
  from paid group by citizen
), amounts as (
  select paid.citizen, case when bool_or(least is null) then null else min(least) end as least,
    case when bool_or(greatest is null) then null else max(greatest) end as greatest
  from paid join known using (citizen) where latest is null or six <= latest group by paid.citizen
), hidden as (
  select p.citizen from person p
  join responsibility r on r.citizen = p.citizen and r.start < p.seen + 1
  join contract c on c.citizen = p.citizen
  left join (select citizen, min(begins) as begins from run join person using (citizen) where begins <= seen group by citizen) e on e.citizen = p.citizen
  where r.start <= coalesce(e.begins, p.seen - 1)
)
select p.citizen, case when k.sure then 1 when k.citizen is not null or h.citizen is not null then 2 else 0 end as verdict,
  case when h.citizen is null then a.least end as amount_least, case when h.citizen is null then a.greatest end as amount_greatest,
  case when h.citizen is null then k.earliest end as earned_least, k.latest as earned_greatest
from person p left join known k using (citizen) left join amounts a on a.citizen = p.citizen left join hidden h on h.citizen = p.citizen
"""


def from_register(register: Register, threads: int = 1) -> Callable[[], dict[str, Any]]:
    """The query over tables that DuckDB already holds in memory."""
    connection = tables(register, _KINDS, threads)
    return lambda: connection.execute(_QUERY, {"on": ON}).fetchnumpy()
