-- The hook log of a place: events of one call are one block.

local BLOCK_BYTES = 524288

local function write_block(call)
  if call.events == 0 then return end
  local meta = call.prefix .. 'meta'
  if not call.first then
    local f = redis.call('HMGET', meta, 'epoch', 'seq')
    if not f[1] then
      local time = redis.call('TIME')
      redis.call('HSET', meta, 'epoch', sub(redis.sha1hex(meta .. time[1] .. ':' .. time[2]), 1, 16))
    end
    call.first = tonumber(f[2] or 0) + 1
  end
  redis.call('XADD', call.prefix .. 'ev', string.format('%.0f-%d', call.first, call.events), 't', call.now, 'k', call.kinds, 'a', call.application or '', 'd', concat(call.blobs))
  call.first = call.first + call.events
  redis.call('HSET', meta, 'seq', string.format('%.0f', call.first - 1))
  call.blobs, call.events, call.bytes, call.kinds, call.application = {}, 0, 0, 0, nil
end

local function append_event(call, application, kind, event)
  if call.application == nil then call.application = application elseif call.application ~= application then call.application = '' end
  local n, blobs = #event, call.blobs
  local at = #blobs
  blobs[at + 1], blobs[at + 2], blobs[at + 3] = '\010', VARINT[n] or make_varint(n), event
  call.events = call.events + 1
  call.bytes = call.bytes + n + 4
  call.kinds = bit.bor(call.kinds, KIND_BIT[kind])
  if call.bytes > BLOCK_BYTES then write_block(call) end
end

-- Of an event's identifier, after the message's: made once for each kind and small revision.
local SUFFIX_KEPT_MAX = 32
local SUFFIX = {}

local function suffix_of(kind, rev)
  local of_kind = SUFFIX[kind]
  if not of_kind then
    of_kind = {}
    SUFFIX[kind] = of_kind
  end
  local made = of_kind[rev]
  if made then return made end
  local name = ':' .. KIND_NAME[kind] .. ':' .. rev
  -- What follows the message's identifier in the event: the rest of event_id, the kind, the tag of message_id.
  made = { length = varint(28 + #name), rest = name .. '\016' .. char(kind) .. '\026\028' }
  if rev <= SUFFIX_KEPT_MAX then of_kind[rev] = made end
  return made
end

-- `m` is as it is after the change. A message's identifier has 28 characters.
local function emit(call, id, m, c, kind, fields)
  local rev, device = m.rev + 1, m.device
  m.rev = rev
  local s = suffix_of(kind, rev)
  local n = #device
  append_event(call, c.application, kind, '\010' .. s.length .. id .. s.rest .. id .. '\042' .. (VARINT[n] or make_varint(n)) .. device .. c.event .. call.time ..
    number('\080', m.attempt) .. text('\090', m.session) .. (fields or ''))
end
