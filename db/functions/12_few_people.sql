-- Counts of few people tell of single ones, and so does what two counts of nearly the same people differ by. Whoever sees
-- sums only is given each count of a grid to the nearest five (conventional rounding; A. Hundepool et al., Statistical
-- Disclosure Control, 2012, 5.4): of two that differ by few nobody can say by how many. All that is said to them of areas
-- is made of what is said of grids, so that no sum holds more than those do.

create or replace function said(people integer) returns integer
language sql immutable parallel safe as $$ select 5 * round(people / 5.0)::integer $$;
comment on function said(integer) is 'A count of people as it is said to whoever sees sums only: to the nearest five; null is no data, and stays so.';
