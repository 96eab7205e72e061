-- Whether the platform lets this tenant choose plans that cost money although nothing is set up to pay them with.
alter table subscription add column approved boolean not null default false;
