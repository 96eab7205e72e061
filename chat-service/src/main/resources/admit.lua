-- Admits one turn, or says why not, and then nothing was taken.
-- KEYS lease, one list per rate, then account and holds per period
-- ARGV {token, lease, now, life, last, recount, quiet (nobody reads warnings), conversation, rates: [most per minute], need, least: {metric: amount},
--       periods: [{ttl, limits: [{metric, amount, hard}]}]}
-- Answers {what: admitted · busy · fast · uncounted · reached · held, rates: [{left, reset}], …}
local MINUTE = 60000
local ask = cjson.decode(ARGV[1])
local now, rates, periods = ask.now, {}, {}
local function answer(what, more)
  more.what = what
  more.rates = rates
  return cjson.encode(more)
end

-- The newest request stands first; a clock that lags counts as the newest one.
local wait = 0
for at, most in ipairs(ask.rates) do
  local key = KEYS[1 + at]
  local oldest = tonumber(redis.call('LINDEX', key, -1))
  while oldest and oldest <= now - MINUTE do
    redis.call('RPOP', key)
    oldest = tonumber(redis.call('LINDEX', key, -1))
  end
  local count = redis.call('LLEN', key)
  if count >= most then
    local leaver = tonumber(redis.call('LINDEX', key, most - count - 1)) or now
    wait = math.max(wait, leaver + MINUTE - now)
  end
  rates[at] = {left = math.max(0, most - count), reset = (oldest or now - MINUTE) + MINUTE - now}
end
if redis.call('EXISTS', KEYS[1]) == 1 then return answer('busy', {}) end
if wait > 0 then return answer('fast', {wait = wait}) end

-- A hold that ended belongs to a replica that died: whether it spent anything, the receipts know.
for at, period in ipairs(ask.periods) do
  local account, holds = KEYS[#ask.rates + 2 * at], KEYS[#ask.rates + 2 * at + 1]
  local gone = redis.call('ZRANGEBYSCORE', holds, '-inf', integer(now), 'LIMIT', 0, 1000)
  for _, text in ipairs(gone) do release(account, holds, text) end
  if #gone > 0 or ask.recount then doubt(account) end
  periods[at] = {at = at, account = account, holds = holds, limits = period.limits, ttl = period.ttl}
end
for at, period in ipairs(periods) do
  if redis.call('HEXISTS', period.account, 'counted') == 0 then return answer('uncounted', {period = at}) end
end

-- left is what was not spent, free what nobody holds either. Who needs more than is free waits for those who hold it. When
-- nobody does, or the wait is over, less must do.
local amounts, held, warnings = {}, nil, {}
for metric, amount in pairs(ask.need) do amounts[metric] = amount end
for _, period in ipairs(periods) do
  for _, limit in ipairs(period.limits) do
    local need, least = ask.need[limit.metric] or 0, ask.least[limit.metric] or 0
    if need > 0 then
      local used = field(period.account, 'used:' .. limit.metric)
      local left = limit.amount - used
      local free = left - field(period.account, 'held:' .. limit.metric)
      local close = used + (need == least and need or 0)
      local beyond = close > limit.amount or left <= 0
      if not limit.hard then
        if beyond then table.insert(warnings, {period, limit, used, true}) end
      elseif least > left then
        return answer('reached', {metric = limit.metric, limit = limit.amount, used = used, period = period.at})
      elseif need > free then
        if least <= free and (free == left or ask.last) then
          amounts[limit.metric] = math.min(amounts[limit.metric], free)
        else
          held = limit
        end
      end
      if close >= limit.amount * 0.8 and not beyond then
        table.insert(warnings, {period, limit, used, false})
      end
    end
  end
end
if held then return answer('held', {metric = held.metric, limit = held.amount}) end

for at = 1, #ask.rates do
  local key = KEYS[1 + at]
  redis.call('LPUSH', key, integer(math.max(now, tonumber(redis.call('LINDEX', key, 0)) or 0)))
  redis.call('PEXPIRE', key, MINUTE)
  rates[at].left = rates[at].left - 1
  if rates[at].reset == 0 then rates[at].reset = MINUTE end
end
redis.call('SET', KEYS[1], ask.token, 'PX', ask.lease)
local text = cjson.encode({id = ask.token, conversation = ask.conversation, amounts = amounts})
local lefts = {}
for _, period in ipairs(periods) do
  hold(period.account, period.holds, text, now + ask.life)
  redis.call('PEXPIRE', period.account, integer(period.ttl))
  redis.call('PEXPIRE', period.holds, integer(period.ttl))
  for _, limit in ipairs(period.limits) do
    if limit.hard then
      local left = limit.amount - field(period.account, 'used:' .. limit.metric)
        - field(period.account, 'held:' .. limit.metric)
      lefts[limit.metric] = math.min(lefts[limit.metric] or left, left)
    end
  end
end
local told = {}
for _, warning in ipairs(warnings) do
  local period, limit = warning[1], warning[2]
  if not ask.quiet and (warning[4] or redis.call('HSETNX', period.account, 'warned:' .. limit.metric, 1) == 1) then
    table.insert(told, {metric = limit.metric, limit = limit.amount, used = warning[3], reached = warning[4], period = period.at})
  end
end
return answer('admitted', {hold = text, amounts = amounts, left = lefts, warnings = told})
