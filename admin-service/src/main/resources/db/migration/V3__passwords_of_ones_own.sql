-- A password that somebody else chose signs nobody in: its owner replaces it first.
alter table member add column password_change_due boolean not null default false;
