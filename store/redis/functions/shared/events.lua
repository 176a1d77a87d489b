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
  redis.call('XADD', call.prefix .. 'ev', string.format('%.0f-%d', call.first, call.events), 't', call.now_text, 'k', call.kinds, 'a', call.application or '', 'd', concat(call.blobs))
  call.first = call.first + call.events
  redis.call('HSET', meta, 'seq', string.format('%.0f', call.first - 1))
  call.blobs, call.pieces, call.events, call.bytes, call.kinds, call.application = {}, 0, 0, 0, 0, nil
end

-- Tag and length of an event in its block, kept like varints are.
local FRAMED = {}

local function framed(n)
  local made = '\010' .. varint(n)
  if n < VARINT_KEPT_MAX then FRAMED[n] = made end
  return made
end

-- Counts an event of `n` bytes, whose bytes the caller puts behind the `at` pieces that are there: a block is put together from
-- pieces once, at its end, since every text that Lua makes is also looked up, kept and thrown away.
local function begin_event(call, application, kind, n)
  if call.bytes > BLOCK_BYTES then write_block(call) end
  if call.application == nil then call.application = application elseif call.application ~= application then call.application = '' end
  call.events = call.events + 1
  call.bytes = call.bytes + n + 4
  call.kinds = bit.bor(call.kinds, KIND_BIT[kind])
  local at = call.pieces
  call.blobs[at + 1] = FRAMED[n] or framed(n)
  return call.blobs, at
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
  -- What stands before the message's identifier in the event, and after it: the rest of event_id, the kind, the tag of message_id.
  made = { head = '\010' .. varint(28 + #name), rest = name .. '\016' .. char(kind) .. '\026\028' }
  made.bytes = #made.head + #made.rest + 2 * 28
  if rev <= SUFFIX_KEPT_MAX then of_kind[rev] = made end
  return made
end

-- A short text behind its tag, a number behind its tag: made once for each length, and each small number.
local DEVICE_TAG, SESSION_TAG, ATTEMPT = {}, {}, {}

local function made_once(kept, tag, n)
  local made = tag .. varint(n)
  if n < VARINT_KEPT_MAX then kept[n] = made end
  return made
end

-- `m` is as it is after the change; of it, `rev`, `device`, `attempt` and `session` are looked at. A message's identifier has 28
-- characters.
local function emit(call, id, m, c, kind, fields)
  local rev, device, session, attempt = m.rev + 1, m.device, m.session, m.attempt
  m.rev = rev
  local s = suffix_of(kind, rev)
  local n, k = #device, #session
  local device_tag = DEVICE_TAG[n] or made_once(DEVICE_TAG, '\042', n)
  local number_of_attempt = attempt == 0 and '' or ATTEMPT[attempt] or made_once(ATTEMPT, '\080', attempt)
  local session_tag = k == 0 and '' or SESSION_TAG[k] or made_once(SESSION_TAG, '\090', k)
  local blobs, at = begin_event(call, c.application, kind, s.bytes + #device_tag + n + #c.event + #call.time + #number_of_attempt + #session_tag + k + #fields)
  blobs[at + 2], blobs[at + 3], blobs[at + 4], blobs[at + 5], blobs[at + 6], blobs[at + 7] = s.head, id, s.rest, id, device_tag, device
  blobs[at + 8], blobs[at + 9], blobs[at + 10], blobs[at + 11], blobs[at + 12], blobs[at + 13] =
    c.event, call.time, number_of_attempt, session_tag, session, fields
  call.pieces = at + 13
end
