-- Self-support or ordinary education: how many of the people file, by quarter, municipality and sex. Run weeks.sql first.
-- 1 met, 0 not met, null not known: weeks abroad might have been free, weeks without a known code might have been anything.

with test as (
  select *,
    case when free >= 5 then 1 when free + away + unseen < 5 then 0 end as self_supporting,
    case when student >= 5 then 1 when student + unseen < 5 then 0 end as in_education
  from person_quarter
), outcome as (
  select *, case when self_supporting = 1 or in_education = 1 then 1 when self_supporting = 0 and in_education = 0 then 0 end as met from test
)
select quarter, coalesce(municipality, '') as municipality, sex,
  count(*) filter (met = 1) as met,
  count(*) filter (met = 0) as not_met,
  count(*) filter (met is null) as unknown
from outcome join people using (id)
where quarter >= '2015Q4'
group by all order by all;
