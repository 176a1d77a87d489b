-- The hook log of a place: events of one call are one block, or some when they are many. Where it ends, finish.lua writes.
--
-- A block is packed (store/redis/packed-walk.ts reads it): what many events have in common stands there once. It is entries, one behind
-- the other, each with a letter first; numbers are big-endian, texts have their length before them, of one byte where nothing else is said:
--   E  one event as the wire has it, with tag and length
--   C  a command that what follows refers to, counted from 0: first 24 characters of its messages' identifiers, fields that all its
--      events have (length of 2 bytes), SHA-256 and content (4 bytes); both are empty where nobody needs them
--   Q  messages that were queued: command (2 bytes), how many (2 bytes), then of each the end of its identifier (4 characters) and its device
--   S  a device's messages that were sent for the first time: device, how many (2 bytes), then of each command and end of its identifier
--   R  the same for those that were received and succeeded at once: device, session, how many, messages
-- Q, S and R are of the usual way (usual.lua): revisions and attempts follow from the letter. The time is that of the block.

-- As the wire has it.
local BLOCK_BYTES = 524288

-- Two bytes, made once for each number.
local U16 = {}
local function u16(n)
  local made = U16[n]
  if not made then
    made = char(floor(n / 256), n % 256)
    U16[n] = made
  end
  return made
end

local function close_run(call)
  local run = call.run
  if not run then return end
  call.run = false
  call.blobs[#call.blobs + 1] = run.head .. u16(#run) .. concat(run)
end

local function write_block(call)
  if call.events == 0 then return end
  close_run(call)
  if not call.first then
    local f = meta_of(call)
    if not f[3] then
      local meta, time = call.prefix .. 'meta', redis.call('TIME')
      redis.call('HSET', meta, 'epoch', sub(redis.sha1hex(meta .. time[1] .. ':' .. time[2]), 1, 16))
    end
    call.first = tonumber(f[4] or 0) + 1
  end
  redis.call('XADD', call.prefix .. 'ev', digits(call.first) .. '-' .. digits(call.events), 't', call.now_text, 'k', digits(call.kinds), 'a', call.application or '', 'p', join(call.blobs))
  call.first = call.first + call.events
  call.blobs, call.has_kind, call.events, call.bytes, call.kinds, call.application = {}, {}, 0, 0, 0, nil
  call.refs, call.whole_refs, call.commands = {}, {}, 0
end

-- What the block's header says of an event. `bytes`: about its size.
local function count_event(call, application, kind, bytes)
  if call.application == nil then call.application = application elseif call.application ~= application then call.application = '' end
  call.events, call.bytes = call.events + 1, call.bytes + bytes
  if not call.has_kind[kind] then
    call.has_kind[kind] = true
    call.kinds = call.kinds + KIND_BIT[kind]
  end
end

-- E, tag and length of an event, kept like varints are.
local FRAMED = {}

local function framed(n)
  local made = 'E\010' .. varint(n)
  if n < VARINT_KEPT_MAX then FRAMED[n] = made end
  return made
end

-- Puts an event, with its frame, behind those of the call. They are joined once, at the end: a text grows by being made anew.
local function add_event(call, application, kind, event)
  if call.bytes > BLOCK_BYTES then write_block(call) end
  if call.run then close_run(call) end
  count_event(call, application, kind, #event)
  call.blobs[#call.blobs + 1] = event
end

-- How this block refers to a command, whose message `id` is; `is_whole`: with its content.
local function ref_of(call, c, id, is_whole)
  local refs = is_whole and call.whole_refs or call.refs
  local ref = refs[c]
  if ref then return ref end
  local sha, content = is_whole and c.sha or '', is_whole and content_of(call, c) or ''
  call.blobs[#call.blobs + 1] = struct.pack('>c1c24Hc0Bc0I4c0', 'C', id, #c.event, c.event, #sha, sha, #content, content)
  ref = u16(call.commands)
  refs[c], call.commands = ref, call.commands + 1
  return ref
end

-- A run that the event can be put behind; `of` and `kind` are its device or command, and what became of its messages.
local function run_of(call, kind, of)
  local run = call.run
  if run and run.kind == kind and run.of == of then return run end
  close_run(call)
  run = { kind = kind, of = of, head = false }
  call.run = run
  return run
end

-- Of an event, beside what differs from command to command.
local EVENT_BYTES = 96

-- Its first event, of a message that was never sent.
local function tell_queued(call, c, id, index, device)
  if call.bytes > BLOCK_BYTES then write_block(call) end
  local run = run_of(call, 'Q', c)
  if not run.head then run.head = 'Q' .. ref_of(call, c, id, false) end
  run[#run + 1] = index .. char(#device) .. device
  count_event(call, c.application, KIND.queued, EVENT_BYTES + #c.event + #device)
end

-- Its second.
local function tell_sent(call, d, id, c)
  if call.bytes > BLOCK_BYTES then write_block(call) end
  local run = run_of(call, 'S', d)
  if not run.head then run.head = 'S' .. char(#d.id) .. d.id end
  run[#run + 1] = ref_of(call, c, id, false) .. index_of(id)
  count_event(call, c.application, KIND.sent, EVENT_BYTES + #c.event + #d.id)
end

-- Its third and fourth.
local function tell_done(call, d, id, index, c)
  if call.bytes > BLOCK_BYTES then write_block(call) end
  local run = run_of(call, 'R', d)
  if not run.head then run.head = 'R' .. char(#d.id) .. d.id .. char(#d.session) .. d.session end
  run[#run + 1] = ref_of(call, c, id, true) .. index
  local bytes = EVENT_BYTES + #c.event + #d.id + #d.session
  count_event(call, c.application, KIND.received, bytes + #c.sha + #c.content)
  count_event(call, c.application, KIND.succeeded, bytes)
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
