-- What is known of each person in each quarter, from an extract of weekly codes. DuckDB.
-- Needs three tables: extract (lobenr, y_YYWW...), people (id, born, sex, origin, municipality), code (code, kind).
-- A person of the people file without a row in the extract was never on a benefit.

create or replace temp view calendar as        -- a week belongs to the quarter of its Thursday
select cast(monday as date) as monday,
  'y_' || right(cast(isoyear(monday) as varchar), 2) || lpad(cast(weekofyear(monday) as varchar), 2, '0') as name,
  year(monday + interval 3 day) || 'Q' || quarter(monday + interval 3 day) as quarter
from generate_series(date '2015-08-31', date '2018-12-24', interval 7 day) as series(monday);

create or replace temp view delivered as       -- weeks that have a column
select calendar.* from calendar join (select column_name from (describe extract)) on column_name = name;

create or replace temp view told as            -- a code that is not listed has no kind
select lobenr as id, monday, quarter, kind
from (from extract unpivot include nulls (text for name in (columns('^y_[0-9]{4}$')))) as week
join calendar using (name)
left join code on code.code = coalesce(trim(text), '');

create or replace temp view never as           -- people without a row: blank in every week that was delivered
select id, monday, quarter, 'free' as kind from people cross join delivered where id not in (select lobenr from extract);

create or replace temp view hidden as          -- nobody's code of a week without a column is known
select id, monday, quarter, cast(null as varchar) as kind
from people cross join calendar where monday not in (select monday from delivered);

create or replace temp table person_quarter as
select id, quarter,
  count(*) filter (kind = 'free') as free,
  count(*) filter (kind = 'student') as student,
  count(*) filter (kind = 'away') as away,
  count(*) filter (kind is null) as unseen,
  min(monday) filter (kind = 'receipt') as first_receipt,
  min(monday) filter (kind is null) as first_unseen,
  max(monday) filter (kind is null) as last_unseen,
  max(monday) as measured
from (from told union all from never union all from hidden)
group by id, quarter;
