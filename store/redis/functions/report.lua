local RESULT_STATUS = { succeed = STATUS.succeeded, fail = STATUS.failed, reject = STATUS.rejected }

local function stored_outcome(call, id)
  return redis.call('HGET', call.prefix .. 'c:' .. command_id(id), '=' .. index_of(id)) or pack_outcome({ code = 'OK', detail = '', output = '' })
end

-- A result for a message that has ended: the same again, a late one (nil: apply it), or another.
local function again(call, id, m, input, e)
  if TRANSITIONS[m.status][input] then return nil end
  local outcome = e.outcome
  if is_empty(outcome) then outcome = { code = 'OK', detail = '', output = '' } end
  local packed = pack_outcome(outcome)
  if m.status == RESULT_STATUS[input] and m.session ~= '' and packed == stored_outcome(call, id) then return 'repeated' end
  local conflicts = call.prefix .. 'x:' .. id
  local kept = redis.call('LRANGE', conflicts, 0, -1)
  for _, known in ipairs(kept) do if known == packed then return 'CONFLICT' end end
  if #kept < MACHINE.conflicts_kept then
    redis.call('RPUSH', conflicts, packed)
    redis.call('PEXPIRE', conflicts, digits(call.settings.retention))
  end
  return 'CONFLICT'
end

-- Whether the message has this already; then nothing is written.
local function is_repeat(m, input, e)
  if input == 'receipt' then return not (without_evidence(m) and e.attempt > m.receipt_attempt) end
  if input == 'progress' then return m.status >= STATUS.running and e.sequence <= m.sequence end
  if input == 'defer' then return m.status == STATUS.deferred end
  if input == 'ready' then return m.status ~= STATUS.deferred and m.session ~= '' end
  if input == 'cancel_accepted' then return m.status == STATUS.canceled end
  if input == 'cancel_refused' then return m.status ~= STATUS.canceling end
  return false
end

local function take(call, input, id, d, channel, session, e)
  local m = d.exists and get_message_of(call, d, id)
  if not m then return 'UNKNOWN_MESSAGE' end
  if m.device ~= d.id then return 'WRONG_DEVICE' end
  if d.channel ~= channel or d.node == '' then return 'STALE_CHANNEL' end
  if d.session ~= session then return 'STALE_SESSION' end
  if m.attempt == 0 and m.status < FIRST_FINAL then return 'NEVER_SENT' end
  if RESULT_STATUS[input] and m.status >= FIRST_FINAL then
    local word = again(call, id, m, input, e)
    if word then return word end
  elseif is_repeat(m, input, e) then
    return 'repeated'
  end
  if m.status == STATUS.sent and not call.took then call.took = call.now - m.updated end
  local refused = apply(call, id, m, input, e)
  if refused then return refused end
  save(call, id, m)
  return 'stored'
end

local SUCCEED
for i = 1, #DEVICE_INPUTS do if DEVICE_INPUTS[i] == 'succeed' then SUCCEED = i end end

-- What most results are: done, nothing to add.
local PLAIN = { code = 'OK', detail = '', output = '' }

local function is_live(d, channel, session) return d.channel == channel and d.node ~= '' and d.session == session end

-- What an item says beside its words.
local function read_more(input, args, at, e)
  e.content, e.sequence, e.percent, e.note, e.until_at = args[at], tonumber(args[at + 1]), tonumber(args[at + 2]), args[at + 3], tonumber(args[at + 4])
  if RESULT_STATUS[input] then e.outcome = { code = args[at + 5], detail = args[at + 6], output = args[at + 7] } end
  if input == 'defer' or input == 'cancel_refused' or input == 'cancel_accepted' then e.reason = e.note end
end

-- A receipt says the content.
local REPORTED_FIELDS = { 'shared', 'n', 'ended', 'content' }

-- Of an item: its message, attempt, sha.
local ITEM = '>c28I4Bc0'
local ITEM_MORE = 32
local DEVICE_MARK = 64
local DEVICE = '>Bc0I4Bc0'

-- report: packed items, then what some of them say beside. Each item begins with a byte: DEVICE_MARK before a device, its channel
-- and session, whose items follow; else the input, counted as in DEVICE_INPUTS of core/message.ts, before ITEM. With ITEM_MORE it has
-- eight arguments: content, sequence, percent, note, until_at, code, detail, output.
-- Returns { kick, words with blanks }. Each item is a compare-and-set of its own; one call for many, because a call costs more
-- than a change.
F.report = function(keys, args)
  local call = begin(keys, args)
  call.command_fields = REPORTED_FIELDS
  local words, packed, more, at = {}, args[OWN], OWN + 1, 1
  local d, device, channel, session
  local length = #packed
  while at <= length do
    local first = byte(packed, at)
    if first == DEVICE_MARK then
      end_answers(call, d)
      device, channel, session, at = struct.unpack(DEVICE, packed, at + 1)
      d = device_of(call, device)
    else
      local input = DEVICE_INPUTS[first % ITEM_MORE]
      local id, attempt, sha
      id, attempt, sha, at = struct.unpack(ITEM, packed, at + 1)
      if first == SUCCEED and is_live(d, channel, session) and end_at_once(call, d, id, sha) then
        words[#words + 1] = 'stored'
      else
        end_answers(call, d)
        local e = { session = session, attempt = attempt, sha = sha }
        if first >= ITEM_MORE then
          read_more(input, args, more, e)
          more = more + 8
        elseif RESULT_STATUS[input] then
          e.outcome = PLAIN
        end
        words[#words + 1] = take(call, input, id, d, channel, session, e)
      end
    end
  end
  end_answers(call, d)
  return { finish(call), concat(words, ' ') }
end
