-- Which of its provider's refunds a row is, where the provider names them: what takes money out of a payment is known by this and booked once.
-- given_at is when the provider says it went.
alter table payment_refund
    add column provider_ref text,
    add column given_at timestamptz;
create unique index payment_refund_of_provider on payment_refund (tenant_id, payment_id, provider_ref) where provider_ref is not null;
