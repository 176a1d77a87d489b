local RESULT_STATUS = { succeed = STATUS.succeeded, fail = STATUS.failed, reject = STATUS.rejected }

local function stored_outcome(call, id)
  return redis.call('GET', call.prefix .. 'r:' .. id) or pack_outcome({ code = 'OK', detail = '', output = '' })
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
    redis.call('PEXPIRE', conflicts, call.retention)
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

local function take(call, input, id, device, channel, session, e)
  local d = device_of(call, device)
  local m = get_message(call, id)
  if not d.exists or not m then return 'UNKNOWN_MESSAGE' end
  if m.device ~= device then return 'WRONG_DEVICE' end
  if d.channel ~= channel or d.node == '' then return 'STALE_CHANNEL' end
  if d.session ~= session then return 'STALE_SESSION' end
  if m.attempt == 0 and m.status < FIRST_FINAL then return 'NEVER_SENT' end
  if RESULT_STATUS[input] and m.status >= FIRST_FINAL then
    local word = again(call, id, m, input, e)
    if word then return word end
  elseif is_repeat(m, input, e) then
    return 'repeated'
  end
  local refused = apply(call, id, m, input, e)
  if refused then return refused end
  save(call, id, m)
  return 'stored'
end

-- report: then per item 15: input, message, device, channel, session, attempt, sha, content, sequence, percent, note,
-- until_at, code, detail, output. Returns { kick, word, word, … }. Each item is a compare-and-set of its own; one call
-- for many, because a call costs more than a change.
F.report = function(keys, args)
  local call = begin(keys, args)
  local words = { 0 }
  for i = OWN, #args, 15 do
    local input = args[i]
    local e = {
      session = args[i + 4], attempt = tonumber(args[i + 5]), sha = args[i + 6], content = args[i + 7], sequence = tonumber(args[i + 8]),
      percent = tonumber(args[i + 9]), note = args[i + 10], until_at = tonumber(args[i + 11]),
    }
    if RESULT_STATUS[input] then e.outcome = { code = args[i + 12], detail = args[i + 13], output = args[i + 14] } end
    if input == 'defer' or input == 'cancel_refused' or input == 'cancel_accepted' then e.reason = e.note end
    words[#words + 1] = take(call, input, args[i + 1], args[i + 2], tonumber(args[i + 3]), args[i + 4], e)
  end
  words[1] = finish(call)
  return words
end
