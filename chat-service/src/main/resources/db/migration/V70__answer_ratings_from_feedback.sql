-- A thumb is what a visitor thought of an answer.
create or replace view answer_rating with (security_invoker = true) as
    select tenant_id, message_id, thumb = 'up' as good from feedback where message_id is not null and thumb is not null;
