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

local SHARED = '>Hc0Bc0Bc0Bc0Bc0dddd'

local function pack_shared(c)
  return struct.pack(SHARED, #c.event, c.event, #c.application, c.application, #c.key, c.key, #c.sha, c.sha, #c.action, c.action, c.ack, c.lease, c.complete, c.deliver_by)
end

local function unpack_shared(raw)
  local c = { finals = {}, ended = 0 }
  c.event, c.application, c.key, c.sha, c.action, c.ack, c.lease, c.complete, c.deliver_by = struct.unpack(SHARED, raw)
  return c
end

-- ---------------------------------------------------------------- a device (decoded by store/redis/device-state.ts)
--
-- Flags, epoch, channel, taken (its open messages that are not in l), when its entry in `due` stands (0: none), wire, node,
-- session; then its window: what was sent and not receipted, in the order of sending.

local STATE = '>BI4I4HdBBc0Bc0'
local REVOKED, MORE, ASKS, AGAIN = 1, 2, 4, 8
local WIRES = { [0] = '', 'socketio', 'grpc' }
local WIRE_NUMBERS = { [''] = 0, socketio = 1, grpc = 2 }

-- Of a message in the window: identifier, revision, attempt, tries, when it was sent. Without an attempt it is being cancelled,
-- and in the window to be counted only: its record says what it is.
local SENT = '>c28I4HBd'
local SENT_BYTES = 43
local SEAT_ONLY = '\0\0'

local function unpack_device(id, raw)
  if not raw then
    return { id = id, exists = false, epoch = 0, channel = 0, taken = 0, clock = 0, wire = '', node = '', session = '', sent = '' }
  end
  local flags, epoch, channel, taken, clock, wire, node, session, rest = struct.unpack(STATE, raw)
  return {
    id = id, exists = true, revoked = bit.band(flags, REVOKED) ~= 0, more = bit.band(flags, MORE) ~= 0, asks = bit.band(flags, ASKS) ~= 0,
    again = bit.band(flags, AGAIN) ~= 0, epoch = epoch, channel = channel, taken = taken, clock = clock, wire = WIRES[wire], node = node,
    session = session, sent = sub(raw, rest),
  }
end

local function pack_device(d)
  local flags = (d.revoked and REVOKED or 0) + (d.more and MORE or 0) + (d.asks and ASKS or 0) + (d.again and AGAIN or 0)
  return struct.pack(STATE, flags, d.epoch, d.channel, d.taken, d.clock, WIRE_NUMBERS[d.wire], #d.node, d.node, #d.session, d.session) .. d.sent
end

-- What a submit needs to know, without taking the rest apart: flags, taken, whether it has a channel.
local function peek_device(raw)
  local flags = byte(raw, 1)
  local high, low = byte(raw, 10, 11)
  return flags, high * 256 + low, byte(raw, 21) > 0
end
