-- Objective 1: self-support or ordinary education among non-western people of 18-64 at most 36 months after their first
-- integration benefit, by quarter, municipality and sex. Run weeks.sql first.

with so_far as (          -- what is known up to the Monday of the quarter's last week
  select *,
    min(first_receipt) over past as receipt,
    min(first_unseen) over past as earliest_unseen,
    max(last_unseen) over past as latest_unseen
  from person_quarter
  window past as (partition by id order by quarter)
), test as (
  select so_far.*, coalesce(municipality, '') as municipality, sex,
    case when free >= 5 then 1 when free + away + unseen < 5 then 0 end as self_supporting,
    case when student >= 5 then 1 when student + unseen < 5 then 0 end as in_education,
    case when coalesce(origin, '') <> '' then cast(origin = 'ikke-vestlig' as int) end as is_non_western,
    case when born is not null
      then cast((year(measured) - year(born)) * 10000 + (month(measured) - month(born)) * 100 + day(measured) - day(born) between 180000 and 649999 as int)
      end as is_of_age,
    -- The first benefit was in the week known to be the first, or in an unseen one before it.
    case when receipt is not null then 1 when earliest_unseen is null then 0 end as has_begun,
    case when measured <= least(coalesce(receipt, earliest_unseen), coalesce(earliest_unseen, receipt)) + interval 36 month then 1
         when measured > coalesce(receipt, latest_unseen) + interval 36 month then 0 end as is_recent
  from so_far join people using (id)
), outcome as (
  select *,
    case when self_supporting = 1 or in_education = 1 then 1 when self_supporting = 0 and in_education = 0 then 0 end as achieved,
    case when is_non_western = 0 or is_of_age = 0 or has_begun = 0 or is_recent = 0 then 0
         when is_non_western = 1 and is_of_age = 1 and has_begun = 1 and is_recent = 1 then 1 end as member
  from test
)
select quarter, municipality, sex,
  count(*) filter (member = 1 and achieved = 1) as met,
  count(*) filter (member = 1 and achieved = 0) as not_met,
  count(*) filter (member = 1 and achieved is null) as unknown,
  count(*) filter (member is null) as possible,
  count(*) filter (member is null and (achieved is null or achieved = 0)) as may_fail,
  count(*) filter (member is null and (achieved is null or achieved = 1)) as may_succeed
from outcome
where quarter >= '2015Q4'
group by all order by all;
