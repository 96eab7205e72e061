-- Keeps what a running turn has. A turn that has given its lease back gets nothing again: a renewal may arrive after the end.
-- KEYS lease, then account and holds per period · ARGV {token, hold, lease, till}
local turn = cjson.decode(ARGV[1])
if redis.call('GET', KEYS[1]) ~= turn.token then return 0 end
redis.call('SET', KEYS[1], turn.token, 'PX', turn.lease)
for at = 2, #KEYS, 2 do hold(KEYS[at], KEYS[at + 1], turn.hold, turn.till) end
return 1
