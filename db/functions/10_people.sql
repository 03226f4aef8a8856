-- The day that coverage describes, and how residents are counted. Unknown stays unknown: it is null, never 0.

-- In plpgsql, which keeps its plan: a function in SQL with a subquery is planned anew in each statement that calls it.
create or replace function coverage_day() returns date
language plpgsql stable as $$
begin
  return coalesce((select as_of from coverage_status), current_date);
end
$$;
comment on function coverage_day() is 'Day that the stored coverage describes; today while nothing has been worked out.';

create or replace function in_force(valid_from date, valid_to date, day date) returns boolean
language sql immutable parallel safe as $$
  select valid_from <= day and (valid_to is null or day < valid_to)
$$;
comment on function in_force(date, date, date) is 'True when the day lies in the period; valid_to is the first day that no longer does.';

-- No subquery in these two: so the planner writes them into the statement that calls them.
create or replace function residents_at(use text, residents integer, by_age integer[]) returns integer
language sql immutable parallel safe as $$
  select coalesce(
    residents,
    by_age[1] + by_age[2] + by_age[3] + by_age[4] + by_age[5] + by_age[6] + by_age[7] + by_age[8],
    case when use in ('commercial', 'industrial', 'public', 'agricultural', 'other') then 0 end)
$$;
comment on function residents_at(text, integer, integer[]) is 'Residents of a building: its figure, else the sum of its ages; nobody in a building whose use is not dwelling; null (not known) otherwise.';

create or replace function residents_in_bands(use text, residents integer, by_age integer[], first_band integer, last_band integer)
returns integer
language sql immutable parallel safe as $$
  select case
    when first_band is null then residents_at(use, residents, by_age)
    when by_age is null then case when residents_at(use, residents, null) = 0 then 0 end
    else case when first_band <= 1 and last_band >= 1 then by_age[1] else 0 end
      + case when first_band <= 2 and last_band >= 2 then by_age[2] else 0 end
      + case when first_band <= 3 and last_band >= 3 then by_age[3] else 0 end
      + case when first_band <= 4 and last_band >= 4 then by_age[4] else 0 end
      + case when first_band <= 5 and last_band >= 5 then by_age[5] else 0 end
      + case when first_band <= 6 and last_band >= 6 then by_age[6] else 0 end
      + case when first_band <= 7 and last_band >= 7 then by_age[7] else 0 end
      + case when first_band <= 8 and last_band >= 8 then by_age[8] else 0 end
  end
$$;
comment on function residents_in_bands(text, integer, integer[], integer, integer) is 'Residents of a building in the age bands from first_band to last_band (ordinals of age_band); everybody when first_band is null; null when not known.';

create or replace function bands_of_age(age_from integer, age_to integer) returns int4range
language sql stable as $$
  select int4range(min(ordinal), max(ordinal), '[]')
  from age_band
  where age_band.age_from >= coalesce(bands_of_age.age_from, 0)
    and (bands_of_age.age_to is null or age_band.age_to <= bands_of_age.age_to)
$$;
comment on function bands_of_age(integer, integer) is 'Ordinals of the age bands from age_from up to, but without, age_to; an empty end is open.';

create or replace function residents_of_age(by_age integer[], age_from integer, age_to integer) returns integer
language sql stable as $$
  select case when by_age is not null then coalesce(sum(by_age[ordinal]), 0)::integer end
  from age_band
  where ordinal::integer <@ bands_of_age(residents_of_age.age_from, residents_of_age.age_to)
$$;
comment on function residents_of_age(integer[], integer, integer) is 'Residents from age_from up to, but without, age_to, of counts by age band; an empty end is open; null when ages are not known.';

create or replace function check_norm_ages() returns trigger
language plpgsql as $$
begin
  if new.age_to is not null and not exists (select from age_band where age_to = new.age_to) then
    raise exception 'age % is no border of an age band', new.age_to
      using errcode = 'check_violation', table = 'facility_norm', column = 'age_to', constraint = 'facility_norm_age_to_is_border';
  end if;
  return new;
end
$$;
comment on function check_norm_ages() is 'Refuses a norm whose upper age cuts an age band in two: residents could not be counted for it.';

create or replace trigger facility_norm_ages before insert or update on facility_norm
for each row execute function check_norm_ages();
