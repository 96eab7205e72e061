-- Breakdowns by dimensions that no sums are kept of read the ledger itself, a month at most. It is appended to, so ranges of its pages are
-- ranges of time: an index of these costs the ledger next to nothing, where one of each entry would be written 40,000 times a second.
create index ledger_entry_time on ledger_entry using brin (tenant_id, occurred_at) with (autosummarize = on);
