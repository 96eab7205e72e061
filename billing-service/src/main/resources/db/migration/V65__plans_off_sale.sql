-- A plan that is off sale is chosen by nobody anew; who is on it stays. It is a plan's, not a version's: all versions say the same.
alter table plan add column disabled boolean not null default false;
-- A version that was taken back before its time never came into force.
alter table plan add column withdrawn_at timestamptz check (withdrawn_at is null or withdrawn_at < effective_from);
