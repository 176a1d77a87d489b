-- The hook log of a place: events of one call are one block, or some when they are many. Where it ends, finish.lua writes.

local BLOCK_BYTES = 524288

local function write_block(call)
  if call.events == 0 then return end
  if not call.first then
    local f = meta_of(call)
    if not f[3] then
      local meta, time = call.prefix .. 'meta', redis.call('TIME')
      redis.call('HSET', meta, 'epoch', sub(redis.sha1hex(meta .. time[1] .. ':' .. time[2]), 1, 16))
    end
    call.first = tonumber(f[4] or 0) + 1
  end
  redis.call('XADD', call.prefix .. 'ev', digits(call.first) .. '-' .. digits(call.events), 't', call.now_text, 'k', digits(call.kinds), 'a', call.application or '', 'd', join(call.blobs))
  call.first = call.first + call.events
  call.blobs, call.has_kind, call.events, call.bytes, call.kinds, call.application = {}, {}, 0, 0, 0, nil
end

-- Tag and length of an event in its block, kept like varints are.
local FRAMED = {}

local function framed(n)
  local made = '\010' .. varint(n)
  if n < VARINT_KEPT_MAX then FRAMED[n] = made end
  return made
end

-- Puts an event, with its frame, behind those of the call. They are joined once, at the end: a text grows by being made anew.
local function add_event(call, application, kind, event)
  if call.bytes > BLOCK_BYTES or call.events == JOINED then write_block(call) end
  if call.application == nil then call.application = application elseif call.application ~= application then call.application = '' end
  local n = call.events + 1
  call.events = n
  call.bytes = call.bytes + #event
  call.blobs[n] = event
  if not call.has_kind[kind] then
    call.has_kind[kind] = true
    call.kinds = call.kinds + KIND_BIT[kind]
  end
end

-- Of an event's identifier, after the message's: made once for each kind and small revision.
local SUFFIX_KEPT_MAX = 32
local SUFFIX = {}
for kind = 1, #KIND_NAME do SUFFIX[kind] = {} end

local function make_suffix(kind, rev)
  local name = ':' .. KIND_NAME[kind] .. ':' .. rev
  -- What stands before the message's identifier in the event, and after it: the rest of event_id, the kind, the tag of message_id.
  local made = { head = '\010' .. varint(28 + #name), rest = name .. '\016' .. char(kind) .. '\026\028' }
  made.bytes = #made.head + #made.rest + 2 * 28
  if rev <= SUFFIX_KEPT_MAX then SUFFIX[kind][rev] = made end
  return made
end

-- A short text behind its tag, a number behind its tag: made once for each length, and each small number.
local DEVICE_TAG, SESSION_TAG, ATTEMPT = {}, {}, {}

local function made_once(kept, tag, n)
  local made = tag .. varint(n)
  if n < VARINT_KEPT_MAX then kept[n] = made end
  return made
end

-- What all events of a command in a call have in common, and those of one attempt: most are of the same.
local function middle_of(call, c, attempt)
  c.middle = c.event .. call.time .. (attempt == 0 and '' or ATTEMPT[attempt] or made_once(ATTEMPT, '\080', attempt))
  c.middle_attempt = attempt
  return c.middle
end

-- An event of a message, whose identifier has 28 characters, as it is after the change. One text of many pieces: each that is made
-- on the way to it would be looked up, kept and thrown away.
local function emit_as(call, id, rev, device, session, attempt, c, kind, fields)
  local s = SUFFIX[kind][rev] or make_suffix(kind, rev)
  local n, k = #device, #session
  local device_tag = DEVICE_TAG[n] or made_once(DEVICE_TAG, '\042', n)
  local session_tag = k == 0 and '' or SESSION_TAG[k] or made_once(SESSION_TAG, '\090', k)
  local middle = c.middle_attempt == attempt and c.middle or middle_of(call, c, attempt)
  local length = s.bytes + #device_tag + n + #middle + #session_tag + k + #fields
  add_event(call, c.application, kind, (FRAMED[length] or framed(length)) .. s.head .. id .. s.rest .. id .. device_tag .. device
    .. middle .. session_tag .. session .. fields)
end

local function emit(call, id, m, c, kind, fields)
  local rev = m.rev + 1
  m.rev = rev
  emit_as(call, id, rev, m.device, m.session, m.attempt, c, kind, fields)
end
