-- The usual way of a message: sent once, and done at once by its device, whose result is its own receipt. It is what step.lua
-- does for the same inputs, without a table and a record for each message in between; what is not usual goes that way. Both must
-- write the same: test/contract/usual-way.test.ts holds one against the other.

local DONE = '\138\001\002OK'

-- Of a message that was queued, which was its first event, and then sent.
local SENT_REV = 2

-- First sending of a message whose only past is that it was queued. What the device's window gets is its identifier and
-- `call.first_sent`: the same for all.
local function send_first(call, d, id, c)
  emit_as(call, id, SENT_REV, d.id, '', 1, c, KIND.sent, '')
  if not call.first_sent then call.first_sent = sub(struct.pack(SENT, id, SENT_REV, 1, 0, call.now), 29) end
  set_clock(call, d, c.ack)
end

-- `window`: of `n` messages, one behind the other.
local function end_sending(call, d, window, n)
  if n == 0 then return end
  d.sent, d.dirty = d.sent .. window, true
  count(call, STATUS.queued, STATUS.sent, n)
end

-- How many bytes of the device's window were answered, from its front (`call.answered`); they are cut together.
local function end_answers(call, d)
  if not call.answered then return end
  d.sent, call.answered, d.dirty = sub(d.sent, call.answered + 1), false, true
  if d.marks.more then wake_device(call, d) end
end

-- Records of messages that are done: of one call they differ in the revision, the device and its session.
local function done_record(call, rev, d)
  local head = call.done_heads[rev]
  if not head then
    local m = new_message('', call.now)
    m.rev, m.attempt, m.receipt_attempt, m.received = rev, 1, 1, call.now
    head = sub(pack_message(m, STATUS.succeeded), 1, RECORD_DEVICE_AT - 1)
    call.done_heads[rev] = head
  end
  return head .. char(#d.id) .. d.id .. char(#d.session) .. d.session .. '\0\0\0\0'
end

-- The success of a message that was sent once and is the first in its device's window, and its receipt at the same time. Returns
-- whether it is that; if not, nothing was done.
local function end_at_once(call, d, id, sha)
  local from = (call.answered or 0) + 1
  local sent = d.sent
  if sub(sent, from, from + 27) ~= id then return false end
  local high, middle, low, lowest, many, once = byte(sent, from + 28, from + 33)
  if many ~= 0 or once ~= 1 then return false end
  local c = command_of(call, id)
  if c.key ~= '' or c.sha ~= sha or call.messages[id] then return false end
  local rev = ((high * 256 + middle) * 256 + low) * 256 + lowest
  emit_as(call, id, rev + 1, d.id, d.session, 1, c, KIND.received, receipt_of(call, c))
  emit_as(call, id, rev + 2, d.id, d.session, 1, c, KIND.succeeded, DONE)
  local record = done_record(call, rev + 2, d)
  put_record(call, c, index_of(id), record)
  call.done[id] = record
  c.done = c.done + 1
  d.taken, call.answered = d.taken - 1, from + SENT_BYTES - 1
  return true
end
