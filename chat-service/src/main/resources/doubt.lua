-- Something was metered that no turn held: the ledger is asked again before anybody else is admitted.
-- KEYS one account per period · ARGV {}
for _, account in ipairs(KEYS) do doubt(account) end
return 1
