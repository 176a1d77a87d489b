-- Handing over: what a submit may send at once goes to the worker that waits, with its wake, and never into a device's list.
--
-- A worker waits only for a place whose outbox is empty (claim). So of a device that is there, and is marked neither `more` nor `again`,
-- nothing waits that would have to go first [M9]; what this very call puts into a list is remembered. In a loaded place nothing is handed
-- over: so many may rest there while its worker waits, and what is for one device is to gather [M10].

-- Of records and contents in one wake: it waits in the worker's connection. What is beyond goes into the lists.
local HANDED_BYTES_MAX = 262144
-- Of messages in one call: more are a load, in which those of one device had better gather (claim.lua).
local HANDED_MAX = 32
-- More than that are handed over only of a fleet's command, where nobody waits or rests, and one message only to each device that has answered
-- all. No worker holds them back, so they are bounded, too: by the place's messages that were sent and not answered, and by the bytes of
-- records and contents in one wake.
local BULK = { unanswered_max = 8192, bytes_max = 16384 }

-- Keeps a device's history short: open messages of what goes move to o, which is bounded by the open messages a device may have.
local function shorten(call, d, length, history_max)
  if length < history_max + 64 then return end
  local key = call.prefix .. 'o:' .. d.id
  for _, id in ipairs(redis.call('SMEMBERS', key)) do
    local m = get_message(call, id)
    if not m or m.status >= FIRST_FINAL then redis.call('SREM', key, id) end
  end
  for _, id in ipairs(redis.call('LPOP', call.prefix .. 'h:' .. d.id, 64)) do
    local m = get_message(call, id)
    if m and m.status < FIRST_FINAL then redis.call('SADD', key, id) end
  end
end

-- A worker waits for this place, and its connection is there to hear of it. Where that can't be known (a cluster, a user without the
-- right to ask), nothing is handed over.
local function is_heard(call)
  local meta = meta_of(call)
  if meta[1] ~= '3' then return false end
  local heard = redis.pcall('PUBSUB', 'NUMSUB', meta[2])
  return type(heard[2]) == 'number' and heard[2] > 0
end

local function may_hand_bulk(call)
  return waiting(call) == 0 and tonumber(redis.call('HGET', call.prefix .. 'n', digits(STATUS.sent)) or 0) < BULK.unanswered_max
end

-- Where this is not called, or leaves nothing, all goes into the lists. `n`: messages of the call; `are_fleet`: all are of fleets' commands.
local function begin_handing(call, n, window_max, open_max, are_fleet)
  local is_bulk = n > HANDED_MAX
  if not is_heard(call) or is_loaded(call) or (is_bulk and not (are_fleet and may_hand_bulk(call))) then return end
  call.handing = {
    window_bytes = is_bulk and 1 or window_max * SENT_BYTES, bytes_max = is_bulk and BULK.bytes_max or HANDED_BYTES_MAX, open_max = open_max,
    seats = {}, of = {}, commands = {}, listed = {}, bytes = 0, n = 0,
  }
end

-- Nothing waits for the device that would go first.
local function is_clear(marks) return not (marks.revoked or marks.more or marks.again) end

-- The device's seat, if it can be sent one more message of this command at once: what it is handed in this call.
local function seat_of(call, device, raw, c)
  local handing = call.handing
  if not handing or not raw or c.key ~= '' or handing.listed[device] then return nil end
  if not handing.commands[c] and handing.bytes + #c.record + #c.content > handing.bytes_max then return nil end
  local seat = handing.of[device]
  if seat then return #seat.d.sent < handing.window_bytes and seat.d.taken < handing.open_max and seat or nil end
  if not call.devices[device] then
    local marks, _, is_online = peek_device(raw)
    if not is_online or not is_clear(marks) then return nil end
    device_from(call, device, raw)
  end
  local d = call.devices[device]
  if not d.exists or d.node == '' or not is_clear(d.marks) or d.taken >= handing.open_max then return nil end
  if #d.sent >= handing.window_bytes then return nil end
  seat = { d = d, ids = '', past = 0 }
  handing.of[device] = seat
  handing.seats[#handing.seats + 1] = seat
  return seat
end

local function hand(call, seat, id, c)
  local handing, d = call.handing, seat.d
  if not handing.commands[c] then
    handing.commands[c] = true
    handing.bytes = handing.bytes + #c.record + #c.content
  end
  send_first(call, d, id, c)
  -- At once: the next command of this call may ask what became of this one.
  end_sending(call, d, id .. call.first_sent, 1)
  seat.ids, seat.past = seat.ids .. id, redis.call('RPUSH', call.prefix .. 'h:' .. d.id, id)
  d.taken, handing.n = d.taken + 1, handing.n + 1
end

-- What the wake brings: rows as `claim` returns them, without attempts, which all are the first; and commands. The devices are as they
-- are after it.
local function end_handing(call, history_max)
  local handing = call.handing
  if not handing or handing.n == 0 then return end
  local rows, commands = {}, {}
  for _, seat in ipairs(handing.seats) do
    local d = seat.d
    rows[#rows + 1] = { d.id, d.epoch, d.channel, d.wire, d.node, seat.ids }
    shorten(call, d, seat.past, history_max)
  end
  for c in pairs(handing.commands) do commands[#commands + 1] = { c.record, c.content } end
  call.handed = { rows, commands }
end
