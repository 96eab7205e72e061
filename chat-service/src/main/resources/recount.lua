-- Starts an account with what the ledger says. Turns that still hold, or that settled while they were counted, are taken out
-- if the count has them already: the former are added when they settle, the latter here. A count that came into doubt meanwhile,
-- or that another one overtook, is not taken.
-- KEYS account, holds · ARGV {count, totals: {metric: amount}, recent: {id: {metric: amount}}, ttl}
local count = cjson.decode(ARGV[1])
local account, holds = KEYS[1], KEYS[2]
if redis.call('HGET', account, 'counting') ~= count.count then return 0 end
local totals = count.totals
local function plus(amounts, sign)
  for metric, amount in pairs(amounts) do totals[metric] = (totals[metric] or 0) + sign * amount end
end
local function without(turn)
  if count.recent[turn.id] then plus(count.recent[turn.id], -1) end
  if turn.conversation and count.recent[turn.conversation] then plus(count.recent[turn.conversation], -1) end
end

local held = {}
for _, text in ipairs(redis.call('ZRANGE', holds, 0, -1)) do
  local turn = cjson.decode(text)
  without(turn)
  for metric, amount in pairs(turn.amounts) do held[metric] = (held[metric] or 0) + amount end
end
local known = redis.call('HGETALL', account)
for at = 1, #known, 2 do
  local name = known[at]
  if string.sub(name, 1, 5) == 'late:' then
    without(cjson.decode(string.sub(name, 6)))
    plus(cjson.decode(known[at + 1]), 1)
  end
  if string.sub(name, 1, 7) ~= 'warned:' then redis.call('HDEL', account, name) end
end
add(account, 'used:', totals, 1)
add(account, 'held:', held, 1)
redis.call('HSET', account, 'counted', 1)
redis.call('PEXPIRE', account, integer(count.ttl))
return 1
