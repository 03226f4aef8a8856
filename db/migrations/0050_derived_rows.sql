-- grid_duty and grid_reach are worked out, never entered: half a million rows at a time, each with keys that the very
-- statement has just read. Checking every key again took three times as long as the work itself, so the keys go, and
-- db/functions/ takes away the rows of a grid, duty or facility type that is removed.
alter table grid_duty
  drop constraint grid_duty_grid_id_fkey1,
  drop constraint grid_duty_duty_code_fkey;
alter table grid_reach
  drop constraint grid_reach_grid_id_fkey,
  drop constraint grid_reach_type_code_fkey,
  drop constraint grid_reach_nearest_facility_id_fkey;
