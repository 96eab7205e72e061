-- The schema and the roles of ${service}. Running it again only sets the passwords.
--   owner  migrations only; owns every table
--   app    what a request runs as: row-level security applies, and no statement runs for long
--   jobs   relay, roll-ups, month end: sees every tenant where a policy lets it
do $$
declare
    kind text;
begin
    foreach kind in array array['owner', 'app', 'jobs'] loop
        if not exists (select from pg_roles where rolname = '${service}_' || kind) then
            execute format('create role %I', '${service}_' || kind);
        end if;
    end loop;
end $$;

alter role ${service}_owner login password ${owner};
alter role ${service}_app login password ${app};
alter role ${service}_jobs login password ${jobs};
grant ${service}_owner to current_user;

create schema if not exists ${service} authorization ${service}_owner;
grant usage on schema ${service} to ${service}_app, ${service}_jobs;

alter default privileges for role ${service}_owner in schema ${service}
    grant select, insert, update, delete on tables to ${service}_app, ${service}_jobs;
alter default privileges for role ${service}_owner in schema ${service}
    grant usage, select on sequences to ${service}_app, ${service}_jobs;
alter default privileges for role ${service}_owner in schema ${service}
    grant execute on functions to ${service}_app, ${service}_jobs;
alter default privileges for role ${service}_owner revoke execute on functions from public;

alter role ${service}_owner set search_path = ${service}, public;
alter role ${service}_app set search_path = ${service}, public;
alter role ${service}_jobs set search_path = ${service}, public;
alter role ${service}_app set statement_timeout = '10s';
alter role ${service}_app set idle_in_transaction_session_timeout = '30s';
