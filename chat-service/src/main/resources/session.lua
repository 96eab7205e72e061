-- Tells how far sessions are opened beyond what is usual, by the generic cell rate algorithm. Nothing is refused here, so what
-- is beyond counts as well, up to sixteen times the burst, and is forgotten at the usual rate.
-- KEYS tenant, address · ARGV {now, weight, limits: [{interval, burst}]} · Answers the greater part of the burst used, in percent
local open = cjson.decode(ARGV[1])
local most = 0
for at, limit in ipairs(open.limits) do
  local whole = limit.interval * limit.burst
  local arrival = math.max(tonumber(redis.call('GET', KEYS[at]) or open.now), open.now)
  local ahead = math.min(arrival + limit.interval * open.weight - open.now, 16 * whole)
  redis.call('SET', KEYS[at], string.format('%.0f', open.now + ahead), 'PX', math.ceil(ahead))
  most = math.max(most, ahead * 100 / whole)
end
return math.floor(most)
