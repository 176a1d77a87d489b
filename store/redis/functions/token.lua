-- spend: KEYS[1] is the token itself; ARGV: who spends it. Returns what the token is for, or nothing when it is unknown or
-- spent by another. Spending again by the same one is the same spending: a lost answer must not lose the device [A4].
F.spend = function(keys, args)
  local stored = redis.call('GET', keys[1])
  if not stored then return false end
  local token = cjson.decode(stored)
  if token.spent_by and token.spent_by ~= args[1] then return false end
  if not token.spent_by then
    token.spent_by = args[1]
    redis.call('SET', keys[1], cjson.encode(token), 'KEEPTTL')
  end
  return stored
end
