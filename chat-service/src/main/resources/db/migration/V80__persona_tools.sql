-- The tools a version of the persona may use, by name; null for all that the tenant has.
alter table persona add column tools text[];
