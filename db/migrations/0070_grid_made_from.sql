-- Grids that are made again are compared with the ground that they were made from, not with a new division of it.
alter table grid add column made_from text;
comment on column grid.made_from is 'What the ground showed when the grid was made: the round of rules and a fingerprint of lines, built-up ground and buildings on its edge; empty for a grid from a file. The grid maker leaves a grid alone as long as this is the same.';
