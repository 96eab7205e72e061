-- An account is what one tenant used in one period: a hash of used:<metric>, held:<metric>, warned:<metric>, late:<hold>, and
-- counted, without which used is not known and has to be counted from the ledger: the receipts and what models used without one.
-- counting is who counts, as long as the count can be believed. Holds are a sorted set beside it: what running turns may still
-- spend, each with its end.
local function integer(value) return string.format('%.0f', value) end
local function field(account, name) return tonumber(redis.call('HGET', account, name) or 0) end
local function add(account, prefix, amounts, sign)
  for metric, amount in pairs(amounts) do
    if amount ~= 0 then redis.call('HINCRBY', account, prefix .. metric, integer(sign * amount)) end
  end
end
local function release(account, holds, hold)
  if redis.call('ZREM', holds, hold) == 0 then return false end
  add(account, 'held:', cjson.decode(hold).amounts, -1)
  return true
end
local function hold(account, holds, text, till)
  if not redis.call('ZSCORE', holds, text) then add(account, 'held:', cjson.decode(text).amounts, 1) end
  redis.call('ZADD', holds, integer(till), text)
end
-- Whatever is known or being counted may miss something.
local function doubt(account) redis.call('HDEL', account, 'counted', 'counting') end
