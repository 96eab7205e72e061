-- Begins to count an account anew. Turns that settled before now are in the ledger that is read next, so they need not be added.
-- KEYS account · ARGV {count, ttl}
local begun = cjson.decode(ARGV[1])
for _, name in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.sub(name, 1, 5) == 'late:' then redis.call('HDEL', KEYS[1], name) end
end
redis.call('HSET', KEYS[1], 'counting', begun.count)
redis.call('PEXPIRE', KEYS[1], integer(begun.ttl))
return 1
