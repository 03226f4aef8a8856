-- A moment of an entry is one of the product's own time: what lies outside would stand in no list.
alter table audit_entry add constraint audit_entry_at check (at >= '2000-01-01' and at < '2200-01-01');
