-- What is stored of messages, commands and devices, as packed strings: one value is read and written at a time.

-- ---------------------------------------------------------------- a message: a field of its command's hash, named by its index
-- (decoded by store/redis/record.ts)

local RECORD = '>BBI4HHBBBdddI4Bc0Bc0Hc0Hc0'
-- Where the device's length stands, after what has always the same length.
local RECORD_DEVICE_AT = 42
local LATE = 1

local function unpack_message(raw)
  local m = {}
  m.status, m.before, m.rev, m.attempt, m.receipt_attempt, m.tries, m.flags, m.percent, m.updated, m.due, m.received, m.sequence, m.device, m.session, m.reason, m.note =
    struct.unpack(RECORD, raw)
  m.due_was = m.due
  return m
end

local function pack_message(m, status)
  return struct.pack(RECORD, status, m.before, m.rev, m.attempt, m.receipt_attempt, m.tries, m.flags, m.percent, m.updated, m.due, m.received,
    m.sequence, #m.device, m.device, #m.session, m.session, #m.reason, m.reason, #m.note, m.note)
end

local function new_message(device, now)
  return {
    status = STATUS.queued, before = 0, rev = 0, attempt = 0, receipt_attempt = 0, tries = 0, flags = 0, percent = 0, updated = now, due = 0,
    due_was = 0, received = 0, sequence = 0, device = device, session = '', reason = '', note = '',
  }
end

-- Where a message is kept.
local function command_id(message) return 'c' .. sub(message, 2, 22) end
local function index_of(message) return sub(message, -4) end

local OUTCOME = '>Hc0Hc0I4c0'
local function pack_outcome(o) return struct.pack(OUTCOME, #o.code, o.code, #o.detail, o.detail, #o.output, o.output) end
local function is_empty(o) return (o.code == '' or o.code == 'OK') and o.detail == '' and o.output == '' end

-- ---------------------------------------------------------------- what the messages of a command share

-- Event, application ('' when there are several), concurrency key, SHA-256, action; ack, lease and complete (ms), deliver_by (at).
-- Written by store/redis/stored-command.ts.
local SHARED = '>Hc0Bc0Bc0Bc0Bc0dddd'

-- All fields that a command comes to have in a call stand here: a table that grows is made anew.
local function unpack_shared(raw, id)
  local event, application, key, sha, action, ack, lease, complete, deliver_by = struct.unpack(SHARED, raw)
  return {
    id = id, event = event, application = application, key = key, sha = sha, action = action, ack = ack, lease = lease, complete = complete,
    deliver_by = deliver_by, finals = {}, ended = 0, n = 0, ended_before = 0, done = 0, middle = '', middle_attempt = false, content = nil, record = nil, receipt = nil,
  }
end

-- ---------------------------------------------------------------- a device (decoded by store/redis/device-state.ts)
--
-- Marks, epoch, channel, taken (its open messages that are not in l), when its entry in `due` stands (0: none), wire, node,
-- session; then its window: what was sent and not receipted, in the order of sending.

local STATE = '>BI4I4HdBBc0Bc0'
local MARK = { revoked = 1, more = 2, asks = 4, again = 8, long = 16, rests = 32 }
-- Without the mark `long`, l has at most so many entries, and nobody needs to ask how many.
local LISTED_MAX = 64
local WIRES = { [0] = '', 'socketio', 'grpc' }
local WIRE_NUMBERS = { [''] = 0, socketio = 1, grpc = 2 }

-- Of a message in the window: identifier, revision, attempt, tries, when it was sent. Without an attempt it is being cancelled,
-- and in the window to be counted only: its record says what it is.
local SENT = '>c28I4HBd'
local SENT_BYTES = 43
-- When, in it.
local SENT_AT = 35
local SEAT_ONLY = '\0\0'

-- What each sum of marks means: tables that all devices share.
local MARKS = {}
for sum = 0, 63 do
  MARKS[sum] = {
    sum = sum, revoked = sum % 2 >= 1, more = sum % 4 >= 2, asks = sum % 8 >= 4, again = sum % 16 >= 8, long = sum % 32 >= 16, rests = sum >= 32,
  }
end

local function set_mark(d, name, on)
  local marks = d.marks
  if marks[name] == on then return end
  d.marks, d.dirty = MARKS[marks.sum + (on and MARK[name] or -MARK[name])], true
end

-- With `dirty`, `awake` and `done` it has fourteen fields; more than sixteen, and the table would be made anew.
local function unpack_device(id, raw)
  if not raw then
    return { id = id, exists = false, marks = MARKS[0], epoch = 0, channel = 0, taken = 0, clock = 0, wire = '', node = '', session = '', sent = '' }
  end
  local marks, epoch, channel, taken, clock, wire, node, session, rest = struct.unpack(STATE, raw)
  return {
    id = id, exists = true, marks = MARKS[marks], epoch = epoch, channel = channel, taken = taken, clock = clock, wire = WIRES[wire], node = node,
    session = session, sent = sub(raw, rest),
  }
end

local function pack_device(d)
  local node, session = d.node, d.session
  return struct.pack(STATE, d.marks.sum, d.epoch, d.channel, d.taken, d.clock, WIRE_NUMBERS[d.wire], #node, node, #session, session) .. d.sent
end

-- What a submit needs to know, without taking the rest apart: marks, taken, whether it has a channel.
local function peek_device(raw)
  local high, low = byte(raw, 10, 11)
  return MARKS[byte(raw, 1)], high * 256 + low, byte(raw, 21) > 0
end

-- Whether the device's list has to be looked at to know if it can take one more message.
local function may_be_full(marks, open, open_max) return marks.long or open + LISTED_MAX >= open_max end
