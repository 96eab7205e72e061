-- Admits one turn: nobody else's turn is running, the period's quota has room, and the request rate holds (GCRA).
-- KEYS lease, quota, rate · ARGV token, lease ms, quota limit (-1 none), now ms, ms per request (0 none), burst, quota life s
-- Answers {what, a, b}: 0 admitted, left of quota, left of rate · 1 rate, ms to wait · 2 busy · 3 quota, used · 4 quota unknown
local limit = tonumber(ARGV[3])
local now, interval, burst = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
if redis.call('EXISTS', KEYS[1]) == 1 then return {2, 0, 0} end
local used = redis.call('GET', KEYS[2])
if limit >= 0 then
  if not used then return {4, 0, 0} end
  if tonumber(used) >= limit then return {3, tonumber(used), 0} end
end
local left = -1
if interval > 0 then
  local arrival = math.max(tonumber(redis.call('GET', KEYS[3]) or now), now)
  local ahead = arrival + interval - now
  if ahead > interval * burst then return {1, math.ceil(ahead - interval * burst), 0} end
  redis.call('SET', KEYS[3], string.format('%.0f', arrival + interval), 'PX', math.ceil(ahead + interval))
  left = math.floor((interval * burst - ahead) / interval)
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
local quota = -1
if used or limit >= 0 then
  quota = redis.call('INCR', KEYS[2])
  if limit >= 0 then quota = limit - quota end
end
return {0, quota, left}
