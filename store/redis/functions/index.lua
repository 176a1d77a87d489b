-- Commands of a place by when they were accepted, for those who search. One short write a submit, none for a change:
--
--   ix:<bucket>  string: entries of 29 bytes in the order they came: the command's identifier without its c, and 4 hex digits
--                each of the SHA-1 of its action and of its actor, so that a search passes over what can not match
--   xs           zset: buckets by number. A bucket is 2^15 ms of the time in the identifier: its first 6 characters
--
-- Both end by themselves: a bucket when what it names is certainly gone, its number when a later bucket begins.
local INDEX_DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'
local INDEX_BUCKET_MS = 32768
-- The longest that a message may be open: deliver_by and complete_by at their most, and a day.
local INDEX_OPEN_MS_MAX = 31.5 * 86400000 + 86400000

-- The digits of the last action and actor: commands of one call seldom have others.
local DIGITS_OF = {}

local function digits_of(what, name)
  local last = DIGITS_OF[what]
  if last and last.name == name then return last.digits end
  local digits = sub(redis.sha1hex(name), 1, 4)
  DIGITS_OF[what] = { name = name, digits = digits }
  return digits
end

-- Names a command, at the end of the call.
local function index_command(call, command, action, record)
  local actor = string.match(record, '"actor":"([^"]*)"') or ''
  call.index[#call.index + 1] = sub(command, 2) .. digits_of('action', action) .. digits_of('actor', actor)
end

local function write_bucket(call, bucket, entries)
  local key = call.prefix .. 'ix:' .. bucket
  if redis.call('APPEND', key, entries) > #entries then return end
  local keep = call.retention + call.grace + INDEX_OPEN_MS_MAX
  local number = 0
  for i = 1, #bucket do number = number * 32 + string.find(INDEX_DIGITS, string.sub(bucket, i, i), 1, true) - 1 end
  redis.call('PEXPIRE', key, string.format('%.0f', keep))
  redis.call('ZADD', call.prefix .. 'xs', number, bucket)
  redis.call('ZREMRANGEBYSCORE', call.prefix .. 'xs', '-inf', floor((call.now - keep) / INDEX_BUCKET_MS) - 1)
end

local function write_index(call)
  local entries = {}
  for _, entry in ipairs(call.index) do
    local bucket = sub(entry, 1, 6)
    entries[bucket] = (entries[bucket] or '') .. entry
  end
  for bucket, list in pairs(entries) do write_bucket(call, bucket, list) end
end

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
