-- What searches read, beside plain commands.

-- briefs: messages. Returns of each its record, as it is, or '' where there is none: what a list shows, without what may be large.
F.briefs = function(keys, args)
  local call = begin(keys, args)
  local found = {}
  for i = OWN, #args do
    local id = args[i]
    local m = get_message(call, id)
    if m and m.status == STATUS.sent then m.due = m.updated + command_of(call, id).ack end
    found[#found + 1] = m and pack_message(m, m.status) or ''
  end
  return found
end

-- outcome_codes: messages. Returns the code of each one's outcome, '' where there is none: its output may be large.
F.outcome_codes = function(keys, args)
  local call = begin(keys, args)
  local codes = {}
  for i = OWN, #args do
    local raw = redis.call('HGET', call.prefix .. 'c:' .. command_id(args[i]), '=' .. index_of(args[i]))
    codes[#codes + 1] = raw and struct.unpack('>Hc0', raw) or ''
  end
  return codes
end

-- KEYS[1] a sorted set; member, score, count. What ranks behind the member, from the set's end on; when it is gone, what has
-- its score or less. Must be atomic: between a rank and the reading from there, what is before it may go, and then one would
-- be passed over.
F.ranked_after = function(keys, args)
  local rank = redis.call('ZREVRANK', keys[1], args[1])
  local start = rank and rank + 1 or redis.call('ZCOUNT', keys[1], '(' .. args[2], '+inf')
  return redis.call('ZREVRANGE', keys[1], start, start + tonumber(args[3]) - 1, 'WITHSCORES')
end
