-- What all functions share: the message's record, the one door between statuses, the event block, the outbox.
--
-- KEYS[1] is the prefix of a place, "s:{tenant:partition}:"; every key of the place is built from it and so is in its
-- slot (keys.ts lists them). ARGV begins with what every function needs:
--   1 now (ms)   2 retention of final messages (ms)   3 grace of late results (ms)   4 seed of chance
--   5 attempts at most   6 base and 7 cap of the backoff (ms)
-- and goes on from 8 with the function's own. MACHINE is core/message.ts as Lua, put in by library.ts.
--
-- A function must not fail in its middle: Redis does not take back what was written. So each checks first, then writes.

local F = {}
local OWN = 8

-- While a library is loaded, Redis 7.0 has none of Lua's own functions; what is made from core/message.ts comes ready made.
local STATUS, STATUS_NAME, KIND, KIND_NAME, OF_DEVICE, TRANSITIONS = MACHINE.status, MACHINE.status_name, MACHINE.kind, MACHINE.kind_name, MACHINE.of_device, MACHINE.transitions
local FIRST_FINAL = STATUS.succeeded
local ENDED_BADLY = { [STATUS.failed] = true, [STATUS.rejected] = true, [STATUS.expired] = true, [STATUS.timed_out] = true }

-- ---------------------------------------------------------------- bytes

local char, floor, concat -- set by the first call

local function varint(n)
  if n < 128 then return char(n) end
  local bytes = {}
  while n >= 128 do
    bytes[#bytes + 1] = char(n % 128 + 128)
    n = floor(n / 128)
  end
  bytes[#bytes + 1] = char(n)
  return concat(bytes)
end

-- Protobuf fields of HookEvent; tags as in proto/sotto/v1/hook.proto.
local function text(tag, value)
  if value == nil or value == '' then return '' end
  return tag .. varint(#value) .. value
end
local function number(tag, value)
  if value == nil or value == 0 then return '' end
  return tag .. varint(value)
end

-- ---------------------------------------------------------------- the message's record (decoded by store/redis/record.ts)

local RECORD = '>BBI4HHBBBdddI4Bc0Bc0Hc0Hc0'
local LATE = 1

local function unpack_message(raw)
  local m = {}
  m.status, m.before, m.rev, m.attempt, m.receipt_attempt, m.tries, m.flags, m.percent, m.updated, m.due, m.received, m.sequence, m.device, m.session, m.reason, m.note =
    struct.unpack(RECORD, raw)
  m.due_was = m.due
  return m
end

local function pack_message(m)
  return struct.pack(RECORD, m.status, m.before, m.rev, m.attempt, m.receipt_attempt, m.tries, m.flags, m.percent, m.updated, m.due, m.received,
    m.sequence, #m.device, m.device, #m.session, m.session, #m.reason, m.reason, #m.note, m.note)
end

local function new_message(device, now)
  return {
    status = STATUS.queued, before = 0, rev = 0, attempt = 0, receipt_attempt = 0, tries = 0, flags = 0, percent = 0, updated = now, due = 0,
    due_was = 0, received = 0, sequence = 0, device = device, session = '', reason = '', note = '',
  }
end

local OUTCOME = '>Hc0Hc0I4c0'
local function pack_outcome(o) return struct.pack(OUTCOME, #o.code, o.code, #o.detail, o.detail, #o.output, o.output) end
local function is_empty(o) return (o.code == '' or o.code == 'OK') and o.detail == '' and o.output == '' end

-- ---------------------------------------------------------------- one call

local function begin(keys, args)
  if not char then char, floor, concat = string.char, math.floor, table.concat end
  math.randomseed(tonumber(args[4]))
  return {
    prefix = keys[1], now = tonumber(args[1]), retention = tonumber(args[2]), grace = tonumber(args[3]), attempts_max = tonumber(args[5]),
    backoff_base = tonumber(args[6]), backoff_cap = tonumber(args[7]),
    commands = {}, devices = {}, counts = {}, blobs = {}, bytes = 0, kinds = 0, application = nil, first = nil, woke = false,
    time = '\072' .. varint(tonumber(args[1])),
  }
end

local function get_message(call, id)
  local raw = redis.call('GET', call.prefix .. 'm:' .. id)
  return raw and unpack_message(raw)
end

local function device_of(call, id)
  local d = call.devices[id]
  if d then return d end
  local f = redis.call('HMGET', call.prefix .. 'd:' .. id, 'epoch', 'revoked', 'node', 'channel', 'wire', 'session', 'head', 'open', 'more', 'asks')
  d = {
    id = id, exists = f[1] and true or false, epoch = tonumber(f[1] or 0), revoked = f[2] == '1', node = f[3] or '', channel = tonumber(f[4] or 0), wire = f[5] or '',
    session = f[6] or '', head = tonumber(f[7] or 0), open = tonumber(f[8] or 0), more = f[9] == '1', asks = f[10] == '1', opened = 0,
  }
  call.devices[id] = d
  return d
end

local function command_of(call, message)
  local id = 'c' .. string.sub(message, 2, 22)
  local c = call.commands[id]
  if c then return c end
  local f = redis.call('HMGET', call.prefix .. 'c:' .. id, 'event', 'application', 'key', 'ack', 'lease', 'complete', 'sha', 'deliver_by', 'n')
  c = {
    id = id, event = f[1] or '', application = f[2] or '', key = f[3] or '', ack = tonumber(f[4] or 10000), lease = tonumber(f[5] or 60000), complete = tonumber(f[6] or 900000),
    sha = f[7] or '', deliver_by = tonumber(f[8] or 0), n = tonumber(f[9] or 0), finals = {}, ended = 0,
  }
  call.commands[id] = c
  return c
end

local function content_of(call, c)
  if not c.content then c.content = redis.call('HGET', call.prefix .. 'c:' .. c.id, 'content') or '' end
  return c.content
end

-- ---------------------------------------------------------------- the hook log

local BLOCK_BYTES = 524288

local function write_block(call)
  if #call.blobs == 0 then return end
  local meta = call.prefix .. 'meta'
  if not call.first then
    local f = redis.call('HMGET', meta, 'epoch', 'seq')
    if not f[1] then
      local time = redis.call('TIME')
      redis.call('HSET', meta, 'epoch', string.sub(redis.sha1hex(meta .. time[1] .. ':' .. time[2]), 1, 16))
    end
    call.first = tonumber(f[2] or 0) + 1
  end
  redis.call('XADD', call.prefix .. 'ev', string.format('%.0f-%d', call.first, #call.blobs), 't', call.now, 'k', call.kinds, 'a', call.application or '', 'd', concat(call.blobs))
  call.first = call.first + #call.blobs
  redis.call('HSET', meta, 'seq', string.format('%.0f', call.first - 1))
  call.blobs, call.bytes, call.kinds, call.application = {}, 0, 0, nil
end

local function append_event(call, application, kind, event)
  if call.application == nil then call.application = application elseif call.application ~= application then call.application = '' end
  local blob = '\010' .. varint(#event) .. event
  call.blobs[#call.blobs + 1] = blob
  call.bytes = call.bytes + #blob
  call.kinds = bit.bor(call.kinds, bit.lshift(1, kind))
  if call.bytes > BLOCK_BYTES then write_block(call) end
end

-- `m` is as it is after the change.
local function emit(call, id, m, c, kind, fields)
  m.rev = m.rev + 1
  append_event(call, c.application, kind, concat({
    text('\010', id .. ':' .. KIND_NAME[kind] .. ':' .. m.rev), '\016', char(kind), text('\026', id), text('\042', m.device), c.event, call.time,
    number('\080', m.attempt), text('\090', m.session), fields or '',
  }))
end

-- ---------------------------------------------------------------- the outbox

-- Puts a device (or a canary) among those that have something to send.
local function wake(call, member)
  redis.call('ZADD', call.prefix .. 'ready', 'NX', call.now, member)
  call.woke = true
end

-- ---------------------------------------------------------------- the one door between statuses
--
-- Per status: what holds in the place while a message is in it.
--   queued     in l (not yet taken), or y, or w of its key; or due is set: it backs off, and is in none
--   sent       in u; due: ack_by
--   received, running   due: the lease's or complete_by's end, whichever is first
--   deferred   due: until, or 0: only the trigger ends it
--   canceling  in a, and in q until the cancel was sent; due: when to ask again
--   final      counted in its command; expires after the retention; holds no key

local function free_key(call, id, m, c)
  if c.key == '' then return end
  local holders = call.prefix .. 'k:' .. m.device
  if redis.call('HGET', holders, c.key) ~= id then return end
  redis.call('HDEL', holders, c.key)
  local waiting = call.prefix .. 'w:' .. m.device .. ':' .. c.key
  while true do
    local next_id = redis.call('LPOP', waiting)
    if not next_id then return end
    local next_m = get_message(call, next_id)
    if next_m and next_m.status == STATUS.queued and next_id ~= id then
      -- It holds the key from here on: should it end before it is sent, its end hands the key on.
      redis.call('HSET', holders, c.key, next_id)
      redis.call('RPUSH', call.prefix .. 'y:' .. m.device, next_id)
      if device_of(call, m.device).node ~= '' then wake(call, m.device) end
      return
    end
  end
end

local function leave(call, id, m)
  if m.status == STATUS.sent then
    redis.call('SREM', call.prefix .. 'u:' .. m.device, id)
    local d = device_of(call, m.device)
    if d.more and d.node ~= '' then wake(call, m.device) end
  elseif m.status == STATUS.canceling then
    redis.call('SREM', call.prefix .. 'a:' .. m.device, id)
    redis.call('SREM', call.prefix .. 'q:' .. m.device, id)
  end
end

local function running_due(m, c, now) return math.min(now + c.lease, m.received + c.complete) end

-- The device is asked, now or when its channel opens, to cancel.
local function ask_cancel(call, id, m)
  redis.call('SADD', call.prefix .. 'q:' .. m.device, id)
  redis.call('HSET', call.prefix .. 'd:' .. m.device, 'asks', 1)
  local d = device_of(call, m.device)
  d.asks = true
  if d.node ~= '' then wake(call, m.device) end
end

local function enter(call, id, m, c, from, e)
  local now = call.now
  if m.status == STATUS.queued then
    m.due = e.backoff and e.backoff > 0 and now + e.backoff or 0
    if m.due == 0 then
      redis.call('RPUSH', call.prefix .. 'y:' .. m.device, id)
      if device_of(call, m.device).node ~= '' then wake(call, m.device) end
    end
  elseif m.status == STATUS.sent then
    m.due = now + c.ack
    redis.call('SADD', call.prefix .. 'u:' .. m.device, id)
  elseif m.status == STATUS.received or m.status == STATUS.running then
    m.due = running_due(m, c, now)
  elseif m.status == STATUS.deferred then
    m.due = e.until_at or 0
    -- deliver_by was looked at while the device had it: it must be looked at once more, from the command's first message on.
    if now >= c.deliver_by then redis.call('ZADD', call.prefix .. 'due', c.deliver_by, c.id); redis.call('HDEL', call.prefix .. 'c:' .. c.id, 'swept') end
  elseif m.status == STATUS.canceling then
    m.due = now + c.ack
    if from ~= STATUS.canceling then
      redis.call('SADD', call.prefix .. 'a:' .. m.device, id)
      ask_cancel(call, id, m)
    end
  else
    m.due = 0
    if from < FIRST_FINAL then
      device_of(call, m.device).opened = device_of(call, m.device).opened - 1
      c.ended = c.ended + 1
      free_key(call, id, m, c)
    else
      c.finals[from] = (c.finals[from] or 0) - 1
      if ENDED_BADLY[from] then redis.call('ZREM', call.prefix .. 'bad', id) end
    end
    c.finals[m.status] = (c.finals[m.status] or 0) + 1
    if ENDED_BADLY[m.status] then redis.call('ZADD', call.prefix .. 'bad', now, id) end
    if e.outcome and not is_empty(e.outcome) then
      redis.call('SET', call.prefix .. 'r:' .. id, pack_outcome(e.outcome), 'PX', call.retention)
    end
  end
end

local function count(call, from, to)
  if from then call.counts[from] = (call.counts[from] or 0) - 1 end
  call.counts[to] = (call.counts[to] or 0) + 1
end

local function save(call, id, m)
  m.updated = call.now
  if m.due ~= m.due_was then
    if m.due > 0 then redis.call('ZADD', call.prefix .. 'due', m.due, id) else redis.call('ZREM', call.prefix .. 'due', id) end
    m.due_was = m.due
  end
  if m.status >= FIRST_FINAL then
    redis.call('SET', call.prefix .. 'm:' .. id, pack_message(m), 'PX', call.retention)
  else
    redis.call('SET', call.prefix .. 'm:' .. id, pack_message(m))
  end
end

-- The session is bound, and the hook fires with the content [H8]. `m.status` is already what the receipt leads to.
local function receive(call, id, m, c, e)
  m.session = e.session
  m.received = call.now
  m.receipt_attempt = m.attempt
  m.tries = 0
  local verified = e.sha == c.sha
  local content = e.content or ''
  if verified and content == '' then content = content_of(call, c) end
  emit(call, id, m, c, KIND.received, concat({ text('\098', content), text('\106', e.sha), number('\112', verified and 1 or 0) }))
end

local function without_evidence(m)
  local status = m.status == STATUS.canceling and m.before or m.status
  return status == STATUS.queued or status == STATUS.sent
end

-- Changes a message by one input, or says why not. `e`: session, sha, content, sequence, percent, note, until_at, outcome,
-- reason, backoff — what the input brings. The caller saves.
local function apply(call, id, m, input, e)
  local target = TRANSITIONS[m.status][input]
  if not target then return 'ILLEGAL' end
  if m.attempt == 0 and (OF_DEVICE[input] or target.late) then return 'NEVER_SENT' end
  if target.late and call.now > m.updated + call.grace then return 'GRACE_OVER' end
  local c = command_of(call, id)
  local from = m.status
  local implied = target.implied and without_evidence(m)
  local to = target.to == 0 and m.before or target.to
  if to ~= from then leave(call, id, m) end
  if input == 'send' then m.attempt = m.attempt + 1 end
  if input == 'cancel' and target.to == STATUS.canceling then m.before = from end
  if target.before_becomes then m.before = target.before_becomes end
  m.status = to
  if m.status ~= STATUS.canceling then m.before = 0 end
  m.reason = e.reason or ''
  if target.late then
    m.flags = LATE
    m.session = e.session
  end
  if implied then receive(call, id, m, c, e) end
  if input == 'receipt' then
    receive(call, id, m, c, e)
  else
    local fields = ''
    if input == 'progress' then
      m.sequence, m.percent, m.note, m.reason = e.sequence, e.percent, e.note, ''
      fields = concat({ number('\120', e.percent), text('\130\001', e.note) })
    elseif e.outcome then
      local o = e.outcome
      fields = concat({ text('\138\001', o.code), text('\146\001', o.detail), text('\154\001', o.output) })
      if target.late then fields = fields .. '\160\001\001' .. text('\186\001', STATUS_NAME[m.status]) end
    elseif m.status == STATUS.deferred then
      fields = number('\176\001', e.until_at)
    elseif e.backoff and e.backoff > 0 then
      fields = number('\176\001', call.now + e.backoff)
    end
    emit(call, id, m, c, target.event, fields .. text('\170\001', e.reason))
  end
  enter(call, id, m, c, from, e)
  if from ~= m.status then count(call, from, m.status) end
  return nil
end

-- Full jitter [M8].
local function backoff(call, tries)
  return floor(math.random() * math.min(call.backoff_cap, call.backoff_base * 2 ^ math.min(tries - 1, 30)))
end

-- ---------------------------------------------------------------- the end of a call

local function finish_commands(call)
  for _, c in pairs(call.commands) do
    local key = call.prefix .. 'c:' .. c.id
    for status, change in pairs(c.finals) do
      if change ~= 0 then redis.call('HINCRBY', key, 'f' .. status, change) end
    end
    if c.ended > 0 and redis.call('HINCRBY', key, 'ended', c.ended) >= c.n then
      redis.call('ZREM', call.prefix .. 'due', c.id)
      redis.call('PEXPIRE', key, call.retention + call.grace)
    end
  end
end

-- Writes what was gathered; gives the number of the kick that is needed, or 0.
local function finish(call)
  finish_commands(call)
  for id, d in pairs(call.devices) do
    if d.opened ~= 0 and d.exists then redis.call('HINCRBY', call.prefix .. 'd:' .. id, 'open', d.opened) end
  end
  for status, change in pairs(call.counts) do
    if change ~= 0 then redis.call('HINCRBY', call.prefix .. 'n', status, change) end
  end
  write_block(call)
  if not call.woke then return 0 end
  local meta = call.prefix .. 'meta'
  if redis.call('HGET', meta, 'armed') == '1' then return 0 end
  redis.call('HSET', meta, 'armed', 1, 'armedAt', call.now)
  return redis.call('HINCRBY', meta, 'kick', 1)
end

-- All messages of a device that are not final.
local function open_messages(call, device)
  local ids = redis.call('LRANGE', call.prefix .. 'l:' .. device, 0, -1)
  for _, id in ipairs(redis.call('SMEMBERS', call.prefix .. 'o:' .. device)) do ids[#ids + 1] = id end
  local open = {}
  for _, id in ipairs(ids) do
    local m = get_message(call, id)
    if m and m.status < FIRST_FINAL then open[#open + 1] = { id = id, m = m } end
  end
  return open
end
