-- Ends a turn: gives the lease back if it is still ours, and the quota if nothing was answered.
-- KEYS lease, quota · ARGV token, 1 when answered
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
if ARGV[2] ~= '1' and redis.call('EXISTS', KEYS[2]) == 1 then redis.call('DECR', KEYS[2]) end
return 1
