-- One call of a function: what it has read, and what it will write at its end (finish.lua), each thing once.
--
-- KEYS[1] is the prefix of a place, "s:{tenant:partition}:"; every key of the place is built from it and so is in its
-- slot (keys.ts lists them). ARGV begins with what every function needs:
--   1 now (ms)   2 seed of chance   3 settings: retention of final messages (ms), grace of late results (ms), attempts at most, base and
--   cap of the backoff (ms)
-- and goes on from 4 with the function's own. MACHINE is core/message.ts as Lua, put in by library.ts.
--
-- A function must not fail in its middle: Redis does not take back what was written. So each checks first, then writes.

local OWN = 4

-- What is read of a command when it is first needed; a function that needs more than these asks for it in the same read.
local COMMAND_FIELDS = { 'shared', 'n', 'ended' }

-- Of the last call, which the next seldom has others than.
local SETTINGS = { text = '' }
local TIME = { text = '' }

local function settings_of(text)
  if SETTINGS.text ~= text then
    local retention, grace, attempts_max, base, cap = string.match(text, '(%S+) (%S+) (%S+) (%S+) (%S+)')
    SETTINGS = {
      text = text, retention = tonumber(retention), grace = tonumber(grace), attempts_max = tonumber(attempts_max), backoff_base = tonumber(base),
      backoff_cap = tonumber(cap), keep = digits(tonumber(retention) + tonumber(grace)),
    }
  end
  return SETTINGS
end

-- The time as a field of an event.
local function time_field(text)
  if TIME.text ~= text then TIME = { text = text, field = '\072' .. varint(tonumber(text)) } end
  return TIME.field
end

-- All fields that most calls come to have stand here: a table that grows is made anew.
local function begin(keys, args)
  local now = args[1]
  return {
    prefix = keys[1], now = tonumber(now), now_text = now, time = time_field(now), seed = args[2], settings = settings_of(args[3]), meta = false,
    command_fields = COMMAND_FIELDS, by_message = {}, devices = {}, messages = {}, changed = {}, done = {}, counts = {}, records = {},
    blobs = {}, has_kind = {}, events = 0, bytes = 0, kinds = 0, application = nil, first = nil, ready = {}, index = {}, due = {}, clocks = {},
    first_sent = false, handing = false, handed = false, rests = false, answered = false, done_head = false, fresh_before = false,
    fresh_after = false, run = false, refs = {}, whole_refs = {}, commands = 0, took = false,
    rest_until = false,
  }
end

-- Of the place itself, as it was when the call began: armed, waiter, epoch, seq, turn, took (finish.lua) and still (claim.lua).
local function meta_of(call)
  if not call.meta then call.meta = redis.call('HMGET', call.prefix .. 'meta', 'armed', 'waiter', 'epoch', 'seq', 'turn', 'took', 'still') end
  return call.meta
end

-- Devices that wait in a place, or rest; from so many on it is load [M10].
local function waiting(call) return redis.call('ZCARD', call.prefix .. 'ready') + redis.call('ZCARD', call.prefix .. 'rest') end
local LOADED_FROM = 128

local function is_loaded(call) return waiting(call) >= LOADED_FROM end

-- `raw`: what is stored of it.
local function device_from(call, id, raw)
  local d = unpack_device(id, raw)
  call.devices[id] = d
  return d
end

local function device_of(call, id) return call.devices[id] or device_from(call, id, redis.call('GET', call.prefix .. 'd:' .. id)) end

-- What is stored of many, in one read.
local function read_devices(call, ids)
  local keys = {}
  for i, id in ipairs(ids) do keys[i] = call.prefix .. 'd:' .. id end
  return redis.call('MGET', unpack(keys))
end

local function load_devices(call, ids)
  for i, raw in ipairs(read_devices(call, ids)) do
    if not call.devices[ids[i]] then device_from(call, ids[i], raw) end
  end
end

-- By what all its messages' identifiers have in common.
local function keep_command(call, c) call.by_message[sub(c.id, 2)] = c end

local function command_of(call, message)
  local id = sub(message, 2, 22)
  local c = call.by_message[id]
  if c then return c end
  id = 'c' .. id
  local f = redis.call('HMGET', call.prefix .. 'c:' .. id, unpack(call.command_fields))
  c = unpack_shared(f[1], id)
  c.n, c.ended_before, c.content, c.record = tonumber(f[2]), tonumber(f[3] or 0), f[4], f[5]
  keep_command(call, c)
  return c
end

local function content_of(call, c)
  if not c.content then c.content = redis.call('HGET', call.prefix .. 'c:' .. c.id, 'content') or '' end
  return c.content
end

-- ---------------------------------------------------------------- messages
--
-- That a message was sent stands in its device's window only, until the device answers or the time is up; its record says
-- `queued` meanwhile. So sending writes no record, and a first answer reads none.

local function sent_message(m, d, at)
  local _, rev, attempt, tries, sent_at = struct.unpack(SENT, d.sent, at)
  m.status, m.rev, m.attempt, m.tries, m.updated = STATUS.sent, rev, attempt, tries, sent_at
  return m
end

local function get_message(call, id)
  local m = call.messages[id]
  if m then return m end
  local raw = call.done[id] or redis.call('HGET', call.prefix .. 'c:' .. command_id(id), index_of(id))
  if not raw then return nil end
  m = unpack_message(raw)
  if m.status == STATUS.queued then
    local d = device_of(call, m.device)
    local at = find(d.sent, id, 1, true)
    if at then sent_message(m, d, at) end
  end
  call.messages[id] = m
  return m
end

-- The same for a message that device `d` speaks of: one that was sent once has no other past than that.
local function get_message_of(call, d, id)
  if call.messages[id] or call.done[id] then return get_message(call, id) end
  local at = find(d.sent, id, 1, true)
  if not at or byte(d.sent, at + 32) ~= 0 or byte(d.sent, at + 33) ~= 1 then return get_message(call, id) end
  local m = sent_message(new_message(d.id, 0), d, at)
  call.messages[id] = m
  return m
end

-- Its record is written at the end of the call.
local function save(call, id, m)
  m.updated = call.now
  call.changed[id] = m
end

local function count(call, from, to, n)
  if from then call.counts[from] = (call.counts[from] or 0) - (n or 1) end
  call.counts[to] = (call.counts[to] or 0) + (n or 1)
end

-- What a message's record will be.
local function put_record(call, c, index, packed)
  local list = call.records[c]
  if not list then
    list = {}
    call.records[c] = list
  end
  local n = #list
  list[n + 1], list[n + 2] = index, packed
end

-- Sets the clock of a message, a command or a device, at the end of the call. Numbers are given as text where it is at hand: to
-- print one costs as much as a small command.
local function set_due(call, at, member)
  local due = call.due
  local n = #due
  due[n + 1], due[n + 2] = at, member
end

-- Puts a device (or a canary) among those that have something to send, at the end of the call.
local function wake(call, member)
  local ready = call.ready
  ready[#ready + 1] = call.now_text
  ready[#ready + 1] = member
end

local function wake_device(call, d)
  if d.node == '' or d.awake then return end
  d.awake = true
  wake(call, d.id)
end
