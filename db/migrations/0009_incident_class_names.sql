-- The national catalogues have no official English; a class without one is shown by its Chinese name.
alter table incident_class alter column name_en drop not null;
