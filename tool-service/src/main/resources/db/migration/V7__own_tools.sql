-- A tool of the catalogue may belong to one tenant, for example one made of an operation of its own shop: nobody else sees it.
alter table catalog_tool add column tenant_id uuid;
drop index catalog_tool_name;
create unique index catalog_tool_name on catalog_tool (name) where status = 'active' and tenant_id is null;
create unique index catalog_tool_own_name on catalog_tool (tenant_id, name) where status = 'active' and tenant_id is not null;
alter table catalog_tool enable row level security;
create policy tenant on catalog_tool using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy platform on catalog_tool using (current_setting('usher.platform', true) = 'on');
create policy shared on catalog_tool for select using (tenant_id is null);
-- A row can be locked only where it could be updated; updating one is still the platform's alone.
create policy shared_lock on catalog_tool for update using (tenant_id is null)
    with check (current_setting('usher.platform', true) = 'on');
create policy jobs on catalog_tool to ${flyway:defaultSchema}_jobs using (true);
