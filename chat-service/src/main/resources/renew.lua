-- Keeps what a running turn has, and takes it again from a Redis that forgot.
-- KEYS lease, then account and holds per period · ARGV {token, hold, lease, till}
local turn = cjson.decode(ARGV[1])
local holder = redis.call('GET', KEYS[1])
if not holder or holder == turn.token then redis.call('SET', KEYS[1], turn.token, 'PX', turn.lease) end
for at = 2, #KEYS, 2 do hold(KEYS[at], KEYS[at + 1], turn.hold, turn.till) end
return 1
