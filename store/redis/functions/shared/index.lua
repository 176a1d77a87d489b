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
  local _, before = find(record, '"actor":"', 1, true)
  local actor = before and sub(record, before + 1, find(record, '"', before + 1, true) - 1) or ''
  call.index[#call.index + 1] = sub(command, 2) .. digits_of('action', action) .. digits_of('actor', actor)
end

local function write_bucket(call, bucket, entries)
  local key = call.prefix .. 'ix:' .. bucket
  if redis.call('APPEND', key, entries) > #entries then return end
  local keep = call.settings.retention + call.settings.grace + INDEX_OPEN_MS_MAX
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
