-- The usual way of a message: sent once, and done at once by its device, whose result is its own receipt. It is what step.lua
-- does for the same inputs, without a table and a record for each message in between; what is not usual goes that way. Both must
-- write the same: test/contract/usual-way.test.ts holds one against the other.

-- Of a message that was queued, which was its first event, and then sent.
local SENT_REV = 2
-- With its receipt and its result.
local DONE_REV = 4

-- First sending of a message whose only past is that it was queued. What the device's window gets is its identifier and
-- `call.first_sent`: the same for all.
local function send_first(call, d, id, c)
  tell_sent(call, d, id, c)
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
  if d.marks.more and not d.marks.rests then wake_device(call, d) end
end

-- Records of messages that are done: those of one device are the same in a call, and all of a call begin with the same.
local function done_record(call, d)
  if d.done then return d.done end
  if not call.done_head then
    local m = new_message('', call.now)
    m.rev, m.attempt, m.receipt_attempt, m.received = DONE_REV, 1, 1, call.now
    call.done_head = sub(pack_message(m, STATUS.succeeded), 1, RECORD_DEVICE_AT - 1)
  end
  d.done = call.done_head .. char(#d.id) .. d.id .. char(#d.session) .. d.session .. '\0\0\0\0'
  return d.done
end

-- The success of a message that was sent once and is the first in its device's window, and its receipt at the same time. Returns
-- whether it is that; if not, nothing was done.
local function end_at_once(call, d, id, sha)
  local from = (call.answered or 0) + 1
  local sent = d.sent
  if sub(sent, from, from + 27) ~= id then return false end
  local high, middle, low, lowest, many, once = byte(sent, from + 28, from + 33)
  if lowest ~= SENT_REV or low ~= 0 or middle ~= 0 or high ~= 0 or many ~= 0 or once ~= 1 then return false end
  local c = command_of(call, id)
  if c.key ~= '' or c.sha ~= sha or call.messages[id] then return false end
  if not call.took then call.took = call.now - struct.unpack('>d', sent, from + SENT_AT) end
  local index, record = index_of(id), done_record(call, d)
  tell_done(call, d, id, index, c)
  put_record(call, c, index, record)
  call.done[id] = record
  c.done = c.done + 1
  d.taken, call.answered = d.taken - 1, from + SENT_BYTES - 1
  return true
end
