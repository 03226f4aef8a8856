-- A change works out at once what it touches, so the numbers are of the last change, not of the last whole recompute.
comment on column coverage_status.computed_at is 'When it was last worked out: whole, or what a change had touched.';
comment on column coverage_status.grids is 'Grids worked out when it was last worked out whole.';
comment on column coverage_status.seconds is 'Seconds that the last whole working out took.';
comment on table coverage_status is 'The day that the stored coverage is true for, and when it was last worked out.';
