-- spend: KEYS[1] is the token itself; ARGV: the device's identifier or '', its public key. Returns what the token is for,
-- or nothing when it is unknown, for another device, or spent by another. Spending again by the same one is the same
-- spending: a lost answer must not lose the device [A4]. Where neither says which device it is, nothing is spent.
F.spend = function(keys, args)
  local stored = redis.call('GET', keys[1])
  if not stored then return false end
  local token = cjson.decode(stored)
  local device = token.device ~= '' and token.device or args[1]
  if device == '' then return stored end
  if args[1] ~= '' and args[1] ~= device then return false end
  local spent_by = redis.sha1hex(device .. ' ' .. args[2])
  if token.spent_by and token.spent_by ~= spent_by then return false end
  if not token.spent_by then
    token.spent_by = spent_by
    redis.call('SET', keys[1], cjson.encode(token), 'KEEPTTL')
  end
  return stored
end
