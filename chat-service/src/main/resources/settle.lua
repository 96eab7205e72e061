-- Ends a turn: gives the lease back if it is still ours, and puts what was spent in the place of what was held. Without spent
-- only the ledger knows.
-- KEYS lease, then account, holds and the next period's account per period
-- ARGV {token, hold, now, spent: {metric: amount}, periods: [{end, ttl}]}
local turn = cjson.decode(ARGV[1])
if redis.call('GET', KEYS[1]) == turn.token then redis.call('DEL', KEYS[1]) end
for at, period in ipairs(turn.periods) do
  local account, holds, following = KEYS[3 * at - 1], KEYS[3 * at], KEYS[3 * at + 1]
  local ours = release(account, holds, turn.hold)
  if turn.now >= period['end'] then doubt(following) end
  if not ours or not turn.spent then
    -- Settled before, or too late to be known: the ledger is asked again.
    doubt(account)
  elseif redis.call('HEXISTS', account, 'counted') == 1 then
    add(account, 'used:', turn.spent, 1)
  elseif next(turn.spent) then
    redis.call('HSET', account, 'late:' .. turn.hold, cjson.encode(turn.spent))
    redis.call('PEXPIRE', account, integer(period.ttl))
  end
end
return 1
