-- Also told of: drafts that are left for somebody to look at, invoices that became void, and credit notes.
create or replace function note_invoice_move() returns trigger language plpgsql as $$
begin
    if old.status <> new.status and (
            (new.kind = 'INVOICE' and new.status in ('ISSUED', 'PAID', 'OVERDUE', 'VOID'))
            or (new.kind = 'CREDIT_NOTE' and old.status = 'DRAFT')) then
        insert into invoice_move (tenant_id, invoice_id, status, from_status) values (new.tenant_id, new.id, new.status, old.status)
        on conflict do nothing;
    end if;
    return null;
end
$$;

-- What is issued in the transaction that wrote it was no draft to anybody, so this waits for the commit.
create function note_invoice_draft() returns trigger language plpgsql as $$
begin
    insert into invoice_move (tenant_id, invoice_id, status, from_status)
    select tenant_id, id, 'DRAFT', 'NONE' from invoice where tenant_id = new.tenant_id and id = new.id and status = 'DRAFT'
    on conflict do nothing;
    return null;
end
$$;
create constraint trigger note_invoice_draft after insert on invoice deferrable initially deferred
    for each row when (new.kind = 'INVOICE') execute function note_invoice_draft();

create function forget_invoice_moves() returns trigger language plpgsql as $$
begin
    delete from invoice_move where tenant_id = old.tenant_id and invoice_id = old.id;
    return null;
end
$$;
create trigger forget_invoice_moves after delete on invoice for each row execute function forget_invoice_moves();
