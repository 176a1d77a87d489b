-- Taken from the outbox at a time; what the items do not allow is put back.
local DEVICES_A_POP = 16

-- What is sent to one device: its row in the reply.
local function row_of(d, ids, attempts)
  if #ids == 0 then return nil end
  return { d.id, d.epoch, d.channel, d.wire, d.node, concat(ids), concat(attempts, ',') }
end

-- Sends a message, unless it has ended, backs off, or its key is held: then it waits for that. Returns whether it was sent.
local function claim_message(call, d, id, m, ids, attempts)
  if not m or m.status ~= STATUS.queued or m.due ~= 0 then return false end
  local c = command_of(call, id)
  if c.key ~= '' then
    local holder = redis.call('HGET', call.prefix .. 'k:' .. d.id, c.key)
    if holder and holder ~= id then
      redis.call('RPUSH', call.prefix .. 'w:' .. d.id .. ':' .. c.key, id)
      return false
    end
    redis.call('HSET', call.prefix .. 'k:' .. d.id, c.key, id)
  end
  apply(call, id, m, 'send', {})
  save(call, id, m)
  ids[#ids + 1], attempts[#attempts + 1] = id, m.attempt
  return true
end

-- Those that were never taken from their list: all of their past is known without reading it.
local function claim_fresh(call, d, found, ids, attempts)
  local window, usual, claimed = '', 0, 0
  for _, id in ipairs(found) do
    local c = command_of(call, id)
    if c.key == '' then
      send_first(call, d, id, c)
      window, usual = window .. id .. call.first_sent, usual + 1
      ids[#ids + 1], attempts[#attempts + 1] = id, 1
      claimed = claimed + 1
    elseif claim_message(call, d, id, get_message(call, id), ids, attempts) then
      claimed = claimed + 1
    end
  end
  end_sending(call, d, window, usual)
  return claimed
end

-- In a loaded place, a device that has not answered yet gets no more until it has, and what comes meanwhile goes in one frame and is
-- answered in one [M10]. A frame costs as much with one message as with many (docs/decisions/0018).
--
-- And one that was sent several at once, all that there were, rests for as long as eight answers take: what comes for it meanwhile goes
-- together, too; in a place that answers quickly it is soon over, and is not load. A worker that stays looks at it again; one that does not
-- stay lets nobody rest (docs/decisions/0020, 0021).
local REST_MS_MAX = 800
-- Where nothing was submitted, sent or answered for so long, there is nothing to gather: nobody rests any more.
local STILL_MS = 50
-- Devices whose rest is over, looked at in one call.
local RESTED_MAX = 1024

-- Marked `more`, it is handed nothing, and nobody wakes it for what is put into its list.
local function rest(call, d)
  set_mark(d, 'more', true)
  set_mark(d, 'rests', true)
  local rests = call.rests
  rests[#rests + 1], rests[#rests + 2] = call.rest_until, d.id
end

-- Who has rested waits like all others. Returns whether there may be more of them.
local function end_rests(call, until_at)
  local key = call.prefix .. 'rest'
  local rested = redis.call('ZRANGEBYSCORE', key, '-inf', until_at, 'LIMIT', 0, RESTED_MAX)
  if #rested == 0 then return false end
  redis.call('ZREM', key, unpack(rested))
  local waiting = {}
  for _, id in ipairs(rested) do waiting[#waiting + 1], waiting[#waiting + 2] = call.now_text, id end
  redis.call('ZADD', call.prefix .. 'ready', 'NX', unpack(waiting))
  return #rested == RESTED_MAX
end

-- Takes messages of one device in order, as long as its window has room: what is sent again first, then what never was.
local function claim_of_device(call, d, window, history_max, rows)
  local again, list = call.prefix .. 'y:' .. d.id, call.prefix .. 'l:' .. d.id
  set_mark(d, 'rests', false)
  -- Its answer wakes it; without one, the end of its ack_by.
  if call.gathers and d.sent ~= '' and not d.marks.again then
    set_mark(d, 'more', true)
    return 0
  end
  local ids, attempts = {}, {}
  local room, more = window - #d.sent / SENT_BYTES, false
  while room > 0 and d.marks.again do
    local found = redis.call('LPOP', again, digits(room))
    set_mark(d, 'again', found and #found == room or false)
    for _, id in ipairs(found or {}) do
      if claim_message(call, d, id, get_message(call, id), ids, attempts) then room = room - 1 end
    end
  end
  local left = true
  while room > 0 and left do
    local found = redis.call('LPOP', list, digits(room))
    left = found and #found == room
    if not found then break end
    d.taken, d.dirty = d.taken + #found, true
    shorten(call, d, redis.call('RPUSH', call.prefix .. 'h:' .. d.id, unpack(found)), history_max)
    room = room - claim_fresh(call, d, found, ids, attempts)
  end
  if room <= 0 then
    local is_listed = redis.call('EXISTS', list) == 1
    more, left = d.marks.again or is_listed, is_listed
  end
  set_mark(d, 'more', more)
  if not left then set_mark(d, 'long', false) end
  if call.rests and #ids > 1 and not more then rest(call, d) end
  rows[#rows + 1] = row_of(d, ids, attempts)
  return #ids
end

-- Cancels that the device was not asked yet.
local function claim_cancels(call, d, out)
  if not d.marks.asks then return end
  for _, id in ipairs(redis.call('SPOP', call.prefix .. 'q:' .. d.id, 64)) do out[#out + 1] = { id, d.id, d.node, d.channel, d.wire } end
  if redis.call('EXISTS', call.prefix .. 'q:' .. d.id) == 1 then wake_device(call, d) else set_mark(d, 'asks', false) end
end

local function is_canary(member) return byte(member) == 33 end

local function load_popped(call, popped)
  local devices = {}
  for i = 1, #popped, 2 do
    if not is_canary(popped[i]) then devices[#devices + 1] = popped[i] end
  end
  if #devices > 0 then load_devices(call, devices) end
end

-- From now on, devices rest, if any ever answered.
local function begin_rests(call)
  local eight_answers = tonumber(meta_of(call)[6] or 0)
  if eight_answers > 0 then call.rests, call.rest_until = {}, digits(call.now + math.min(REST_MS_MAX, eight_answers)) end
end

-- The newest event that a claim has seen, and when that was the newest first.
local function seen_before(call) return string.match(meta_of(call)[7] or '', '(%d+) (%d+)') end

-- Whether nothing has changed in the place for STILL_MS.
local function is_still(call)
  local seq, at = seen_before(call)
  return seq ~= nil and seq == meta_of(call)[4] and call.now - tonumber(at) >= STILL_MS
end

-- The same as of the end of this call.
local function seen_now(call)
  local seq, at = seen_before(call)
  local last = call.first and digits(call.first - 1) or meta_of(call)[4] or '0'
  return last .. ' ' .. (seq == last and at or call.now_text)
end

-- In how long the first of those that rest is to be looked at (ms, at least 1); 0: nobody rests.
local function looks_in(call)
  local first = redis.call('ZRANGE', call.prefix .. 'rest', 0, 0, 'WITHSCORES')
  return first[2] and math.max(1, math.min(STILL_MS, tonumber(first[2]) - call.now)) or 0
end

local CLAIMED_FIELDS = { 'shared', 'n', 'ended', 'content', 'record' }

-- claim: items_max, window, history_max, waiter and turn ('' and 0 for none: shared/finish.lua). Returns { more, rows, cancels, canaries,
-- commands, again }: rows are of one device each, { device, epoch, channel, wire, node, identifiers without anything between, attempts
-- with commas }, cancels { id, device, node, channel, wire }, commands { record, content }; again is in how many ms to claim again though
-- nobody wakes the waiter, 0 for never.
-- Must be atomic: what is taken is sent by this caller only, and an empty outbox is disarmed in the same step.
F.claim = function(keys, args)
  local call = begin(keys, args)
  call.command_fields = CLAIMED_FIELDS
  local items_max, window, history_max = tonumber(args[OWN]), tonumber(args[OWN + 1]), tonumber(args[OWN + 2])
  local rows, cancels, canaries, claimed = {}, {}, {}, 0
  local waiter = args[OWN + 3]
  local are_more = end_rests(call, (waiter == '' or is_still(call)) and '+inf' or call.now_text)
  call.gathers = is_loaded(call)
  if call.gathers and waiter ~= '' then begin_rests(call) end
  local empty = false
  while not empty and claimed + #cancels + #canaries < items_max do
    local popped = redis.call('ZPOPMIN', call.prefix .. 'ready', DEVICES_A_POP)
    empty = #popped < 2 * DEVICES_A_POP
    load_popped(call, popped)
    for i = 1, #popped, 2 do
      local member = popped[i]
      if claimed + #cancels + #canaries >= items_max then
        redis.call('ZADD', call.prefix .. 'ready', popped[i + 1], member)
        empty = false
      elseif is_canary(member) then
        canaries[#canaries + 1] = sub(member, 2)
      else
        local d = device_of(call, member)
        if d.node ~= '' then
          claim_cancels(call, d, cancels)
          claimed = claimed + claim_of_device(call, d, window, history_max, rows)
        end
      end
    end
  end
  local meta = call.prefix .. 'meta'
  empty = empty and not are_more and #call.ready == 0
  finish(call)
  if call.rests and #call.rests > 0 then redis.call('ZADD', call.prefix .. 'rest', unpack(call.rests)) end
  local again = waiter ~= '' and looks_in(call) or 0
  if not empty then
    redis.call('HSET', meta, 'armed', '1', 'armedAt', call.now_text)
  elseif waiter == '' then
    redis.call('HSET', meta, 'armed', '0')
  else
    redis.call('HSET', meta, 'armed', '3', 'waiter', waiter, 'turn', args[OWN + 4])
    if again > 0 then redis.call('HSET', meta, 'still', seen_now(call)) end
  end
  local commands = {}
  for _, c in pairs(call.by_message) do commands[#commands + 1] = { c.record, c.content } end
  return { empty and 0 or 1, rows, cancels, canaries, commands, again }
end

-- canary: token. Returns { kick }.
F.canary = function(keys, args)
  local call = begin(keys, args)
  wake(call, '!' .. args[OWN])
  return { finish(call) }
end

-- canary_seen: token. Its event has the token as its identifier.
F.canary_seen = function(keys, args)
  local call = begin(keys, args)
  local event = text('\010', args[OWN]) .. '\016' .. char(KIND.canary) .. call.time
  add_event(call, '', KIND.canary, framed(#event) .. event)
  return { finish(call) }
end
