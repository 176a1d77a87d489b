-- The one door between statuses.
--
-- Per status: what holds in the place while a message is in it.
--   queued     in l (never taken), or y, or w of its key; or due is set: it backs off, and is in none
--   sent       in its device's window; the device's entry in due is there at ack_by at the latest
--   received, running   due: the lease's or complete_by's end, whichever is first
--   deferred   due: until, or 0: only the trigger ends it
--   canceling  in a, and in q until the cancel was sent; due: when to ask again, or the end; without a receipt it keeps its seat in
--              the window, until its ack_by is over
--   final      counted in its command; holds no key

-- A message leaves the list of what was never taken by another way than being sent.
local function unlist(call, id, m)
  if m.attempt > 0 then return end
  if redis.call('LREM', call.prefix .. 'l:' .. m.device, 1, id) == 0 then return end
  redis.call('RPUSH', call.prefix .. 'h:' .. m.device, id)
  local d = device_of(call, m.device)
  d.taken, d.dirty = d.taken + 1, true
end

-- To be sent before what was never taken.
local function send_again(call, id, d)
  redis.call('RPUSH', call.prefix .. 'y:' .. d.id, id)
  set_mark(d, 'again', true)
  wake_device(call, d)
end

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
      -- It holds the key from now on: should it end before it is sent, the next after it comes free like this one did.
      redis.call('HSET', holders, c.key, next_id)
      return send_again(call, next_id, device_of(call, m.device))
    end
  end
end

-- ---------------------------------------------------------------- the window

-- The device is looked at when the first of what it was sent is overdue.
local function set_clock(call, d, ack)
  local due = call.now + ack
  if d.clock ~= 0 and due >= d.clock then return end
  d.clock = due
  local text = call.clocks[ack]
  if not text then
    text = digits(due)
    call.clocks[ack] = text
  end
  set_due(call, text, '@' .. d.id)
end

local function add_to_window(call, d, id, m, ack)
  d.sent = d.sent .. struct.pack(SENT, id, m.rev, m.attempt, m.tries, call.now)
  d.dirty = true
  set_clock(call, d, ack)
end

local function take_from_window(call, d, id)
  local at = find(d.sent, id, 1, true)
  if not at then return end
  d.sent = sub(d.sent, 1, at - 1) .. sub(d.sent, at + SENT_BYTES)
  d.dirty = true
  if d.marks.more and not d.marks.rests then wake_device(call, d) end
end

-- What is being cancelled is still on the channel, and counts [M10].
local function keep_seat(d, id)
  local at = find(d.sent, id, 1, true)
  d.sent = sub(d.sent, 1, at + 31) .. SEAT_ONLY .. sub(d.sent, at + 34)
  d.dirty = true
end

local function leave(call, id, m, input)
  if m.status == STATUS.sent then
    local d = device_of(call, m.device)
    if input == 'cancel' then keep_seat(d, id) else take_from_window(call, d, id) end
  elseif m.status == STATUS.queued then
    if input ~= 'send' then unlist(call, id, m) end
  elseif m.status == STATUS.canceling then
    redis.call('SREM', call.prefix .. 'a:' .. m.device, id)
    redis.call('SREM', call.prefix .. 'q:' .. m.device, id)
    if m.before == STATUS.sent then take_from_window(call, device_of(call, m.device), id) end
  end
end

local function running_due(m, c, now) return math.min(now + c.lease, m.received + c.complete) end

-- When a cancel that is not answered ends it: with complete_by, which a receipt began, or with deliver_by [M12].
local function cancel_ends(m, c) return m.before == STATUS.sent and c.deliver_by or m.received + c.complete end

local function canceling_due(m, c, now) return math.min(now + c.ack, cancel_ends(m, c)) end

-- The device is asked, now or when its channel opens, to cancel.
local function ask_cancel(call, id, m)
  redis.call('SADD', call.prefix .. 'q:' .. m.device, id)
  local d = device_of(call, m.device)
  set_mark(d, 'asks', true)
  wake_device(call, d)
end

local function enter(call, id, m, c, from, e)
  local now = call.now
  if m.status == STATUS.queued then
    m.due = e.backoff and e.backoff > 0 and now + e.backoff or 0
    if m.due == 0 then send_again(call, id, device_of(call, m.device)) end
  elseif m.status == STATUS.sent then
    m.due = 0
    -- What its record says beneath the window's word has to be what it was before this sending.
    m.rebased = m.attempt > 1
    add_to_window(call, device_of(call, m.device), id, m, c.ack)
  elseif m.status == STATUS.received or m.status == STATUS.running then
    m.due = running_due(m, c, now)
  elseif m.status == STATUS.deferred then
    m.due = e.until_at or 0
    -- The command's clock has passed it by, since the device had it then: it is looked at once more.
    if now >= c.deliver_by then
      redis.call('ZADD', call.prefix .. 'due', c.deliver_by, c.id)
      redis.call('HDEL', call.prefix .. 'c:' .. c.id, 'swept')
    end
  elseif m.status == STATUS.canceling then
    m.due = canceling_due(m, c, now)
    if from ~= STATUS.canceling then
      redis.call('SADD', call.prefix .. 'a:' .. m.device, id)
      ask_cancel(call, id, m)
    end
  else
    m.due = 0
    if from < FIRST_FINAL then
      local d = device_of(call, m.device)
      d.taken, d.dirty = d.taken - 1, true
      c.ended = c.ended + 1
      free_key(call, id, m, c)
    else
      c.finals[from] = (c.finals[from] or 0) - 1
      if ENDED_BADLY[from] then redis.call('ZREM', call.prefix .. 'bad', id) end
    end
    c.finals[m.status] = (c.finals[m.status] or 0) + 1
    if ENDED_BADLY[m.status] then redis.call('ZADD', call.prefix .. 'bad', now, id) end
    if e.outcome and not is_empty(e.outcome) then
      redis.call('HSET', call.prefix .. 'c:' .. c.id, '=' .. index_of(id), pack_outcome(e.outcome))
    end
  end
end

-- What the event of a verified receipt says: the same for each message of the command.
local function receipt_of(call, c)
  if not c.receipt then c.receipt = text('\098', content_of(call, c)) .. text('\106', c.sha) .. '\112\001' end
  return c.receipt
end

-- The session is bound, and the hook fires with the content [H8]. `m.status` is already what the receipt leads to.
local function receive(call, id, m, c, e)
  m.session = e.session
  m.received = call.now
  m.receipt_attempt = m.attempt
  m.tries = 0
  if m.status == STATUS.canceling then take_from_window(call, device_of(call, m.device), id) end
  local verified = e.sha == c.sha
  local content = e.content or ''
  if verified and content == '' then return emit(call, id, m, c, KIND.received, receipt_of(call, c)) end
  emit(call, id, m, c, KIND.received, text('\098', content) .. text('\106', e.sha) .. number('\112', verified and 1 or 0))
end

local function without_evidence(m)
  local status = m.status == STATUS.canceling and m.before or m.status
  return status == STATUS.queued or status == STATUS.sent
end

-- What an event says beside what all say.
local function fields_of(call, m, target, input, e)
  if input == 'progress' then return number('\120', e.percent) .. text('\130\001', e.note) end
  local reason = text('\170\001', e.reason)
  if e.outcome then
    local o = e.outcome
    local fields = text('\138\001', o.code) .. text('\146\001', o.detail) .. text('\154\001', o.output)
    if target.late then fields = fields .. '\160\001\001' .. text('\186\001', STATUS_NAME[m.status]) end
    return fields .. reason
  end
  if m.status == STATUS.deferred then return number('\176\001', e.until_at) .. reason end
  if e.backoff and e.backoff > 0 then return number('\176\001', call.now + e.backoff) .. reason end
  return reason
end

-- Changes a message by one input, or says why not. `e`: session, sha, content, sequence, percent, note, until_at, outcome,
-- reason, backoff — what the input brings. The caller saves.
local function apply(call, id, m, input, e)
  local target = TRANSITIONS[m.status][input]
  if not target then return 'ILLEGAL' end
  if m.attempt == 0 and (OF_DEVICE[input] or target.late) then return 'NEVER_SENT' end
  if target.late and call.now > m.updated + call.settings.grace then return 'GRACE_OVER' end
  local c = command_of(call, id)
  local from = m.status
  local implied = target.implied and without_evidence(m)
  local to = target.to
  if to == 0 then to = implied and STATUS.received or m.before end
  if to ~= from then leave(call, id, m, input) end
  if input == 'send' then m.attempt = m.attempt + 1 end
  if input == 'cancel' and target.to == STATUS.canceling then m.before = from end
  if target.before_becomes then m.before = target.before_becomes end
  m.status = to
  if to ~= STATUS.canceling then m.before = 0 end
  m.reason = e.reason or ''
  if target.late then
    m.flags = LATE
    m.session = e.session
  end
  if implied or input == 'receipt' then receive(call, id, m, c, e) end
  if input ~= 'receipt' then
    if input == 'progress' then m.sequence, m.percent, m.note, m.reason = e.sequence, e.percent, e.note, '' end
    emit(call, id, m, c, target.event, fields_of(call, m, target, input, e))
  end
  enter(call, id, m, c, from, e)
  if from ~= to then count(call, from, to) end
  return nil
end

-- Full jitter [M8].
local function backoff(call, tries)
  if call.seed then
    math.randomseed(tonumber(call.seed))
    call.seed = nil
  end
  return floor(math.random() * math.min(call.settings.backoff_cap, call.settings.backoff_base * 2 ^ math.min(tries - 1, 30)))
end

-- All messages of a device that are not final.
local function open_messages(call, device)
  local ids = redis.call('LRANGE', call.prefix .. 'l:' .. device, 0, -1)
  if device_of(call, device).taken > 0 then
    for _, id in ipairs(redis.call('LRANGE', call.prefix .. 'h:' .. device, 0, -1)) do ids[#ids + 1] = id end
    for _, id in ipairs(redis.call('SMEMBERS', call.prefix .. 'o:' .. device)) do ids[#ids + 1] = id end
  end
  local open = {}
  for _, id in ipairs(ids) do
    local m = get_message(call, id)
    if m and m.status < FIRST_FINAL then open[#open + 1] = { id = id, m = m } end
  end
  return open
end
