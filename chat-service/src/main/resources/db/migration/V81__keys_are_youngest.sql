-- Plans of prepared statements are made while tables are empty, when every index costs the same; the youngest wins then. It
-- must be the primary key: by any other index that begins with the tenant, finding one row reads all of the tenant's. So the
-- keys are made anew, after the other indexes. An index that comes later puts its table's key behind it again: do the same.
alter table receipt drop constraint receipt_tenant_id_message_id_fkey;
alter table feedback
    drop constraint feedback_tenant_id_message_id_fkey,
    drop constraint feedback_tenant_id_conversation_id_fkey;
alter table message_search drop constraint message_search_tenant_id_message_id_fkey;
alter table conversation_summary drop constraint conversation_summary_tenant_id_conversation_id_fkey;
alter table message drop constraint message_tenant_id_conversation_id_fkey;
alter table conversation drop constraint conversation_pkey, add primary key (tenant_id, id);
alter table message drop constraint message_pkey, add primary key (tenant_id, id);
alter table receipt drop constraint receipt_pkey, add primary key (tenant_id, message_id);
alter table message add foreign key (tenant_id, conversation_id) references conversation;
alter table conversation_summary add foreign key (tenant_id, conversation_id) references conversation on delete cascade;
alter table message_search add foreign key (tenant_id, message_id) references message on delete cascade;
alter table feedback
    add foreign key (tenant_id, message_id) references message on delete cascade,
    add foreign key (tenant_id, conversation_id) references conversation on delete cascade;
alter table receipt add foreign key (tenant_id, message_id) references message;
