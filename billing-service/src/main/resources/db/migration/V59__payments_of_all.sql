-- The platform's list of all tenants' payments, the newest first: ids grow with time.
create index payment_of_all on payment (id);
