-- The usual way of a message: sent once, and done at once by its device, whose result is its own receipt. It is what step.lua
-- does for the same inputs, without a table and a record for each message in between; what is not usual goes that way. Both must
-- write the same: test/contract/usual-way.test.ts holds one against the other.

-- emit() looks at these of a message.
local USUAL = { rev = 0, device = '', attempt = 1, session = '' }
local DONE = '\138\001\002OK'

-- First sending of a message whose only past is that it was queued. `window` gathers what the device's window gets.
local function send_first(call, d, id, c, window)
  USUAL.rev, USUAL.device, USUAL.attempt, USUAL.session = 1, d.id, 1, ''
  emit(call, id, USUAL, c, KIND.sent, '')
  if not call.first_sent then call.first_sent = sub(struct.pack(SENT, id, USUAL.rev, 1, 0, call.now), 29) end
  local n = #window
  window[n + 1], window[n + 2] = id, call.first_sent
  set_clock(call, d, c.ack)
end

local function end_sending(call, d, window)
  if #window == 0 then return end
  d.sent, d.dirty = d.sent .. concat(window), true
  count(call, STATUS.queued, STATUS.sent, #window / 2)
end

-- How many bytes of the device's window were answered, from its front; they are cut together.
local function end_answers(call, d)
  if not d or not d.answered then return end
  d.sent, d.answered, d.dirty = sub(d.sent, d.answered + 1), nil, true
  if d.more then wake_device(call, d) end
end

-- The success of a message that was sent once and is the first in its device's window, and its receipt at the same time. Returns
-- whether it is that; if not, nothing was done.
local function end_at_once(call, d, id, sha)
  local from = (d.answered or 0) + 1
  if sub(d.sent, from, from + 27) ~= id or byte(d.sent, from + 32) ~= 0 or byte(d.sent, from + 33) ~= 1 then return false end
  local c = command_of(call, id)
  if c.key ~= '' or c.sha ~= sha or call.messages[id] then return false end
  local high, middle, low, lowest = byte(d.sent, from + 28, from + 31)
  USUAL.rev, USUAL.device, USUAL.attempt, USUAL.session = ((high * 256 + middle) * 256 + low) * 256 + lowest, d.id, 1, d.session
  emit(call, id, USUAL, c, KIND.received, receipt_of(call, c))
  emit(call, id, USUAL, c, KIND.succeeded, DONE)
  -- Of one device, they differ in the revision only.
  if d.done_rev ~= USUAL.rev then
    local m = new_message(d.id, call.now)
    m.rev, m.attempt, m.receipt_attempt, m.received, m.session = USUAL.rev, 1, 1, call.now, d.session
    d.done_rev, d.done = USUAL.rev, pack_message(m, STATUS.succeeded)
  end
  put_record(call, c, index_of(id), d.done)
  call.done[id] = d.done
  count(call, STATUS.sent, STATUS.succeeded)
  c.ended = c.ended + 1
  c.finals[STATUS.succeeded] = (c.finals[STATUS.succeeded] or 0) + 1
  d.taken, d.answered = d.taken - 1, from + SENT_BYTES - 1
  return true
end
