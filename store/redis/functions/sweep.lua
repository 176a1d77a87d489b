local OVERDUE_MS = 2000

-- deliver_by has come for a command: what has no evidence of the device ends. In slices; `swept` remembers how far.
local function expire_command(call, id, items_max)
  local key = call.prefix .. 'c:' .. id
  local f = redis.call('HMGET', key, 'indexes', 'swept')
  local indexes, swept = f[1] or '', tonumber(f[2] or 0)
  local last = math.min(#indexes / 4, swept + items_max)
  local partition = string.match(call.prefix, ':(%d+)}')
  local digits = '0123456789abcdefghjkmnpqrstvwxyz'
  local p = tonumber(partition)
  local stem = 'm' .. string.sub(id, 2) .. string.sub(digits, floor(p / 32) + 1, floor(p / 32) + 1) .. string.sub(digits, p % 32 + 1, p % 32 + 1)
  for i = swept, last - 1 do
    local message = stem .. string.sub(indexes, i * 4 + 1, i * 4 + 4)
    local m = get_message(call, message)
    if m then
      local input = m.status == STATUS.canceling and m.before == STATUS.sent and 'time_out' or 'expire'
      if not apply(call, message, m, input, { reason = input == 'expire' and 'UNDELIVERED' or 'CANCEL_UNANSWERED' }) then save(call, message, m) end
    end
  end
  if last * 4 >= #indexes then
    redis.call('ZREM', call.prefix .. 'due', id)
    redis.call('HDEL', key, 'swept')
  else
    redis.call('HSET', key, 'swept', last)
  end
  return last - swept
end

-- An attempt got no receipt in time [M8].
local function end_attempt(call, d, id, m)
  if d.node == '' then return apply(call, id, m, 'retry', { reason = 'CHANNEL_LOST' }) end
  m.tries = m.tries + 1
  if m.tries >= call.settings.attempts_max then return apply(call, id, m, 'exhaust', { reason = 'ATTEMPTS_EXHAUSTED' }) end
  apply(call, id, m, 'retry', { reason = 'NO_RECEIPT', backoff = backoff(call, m.tries) })
end

-- Looks at what a device was sent: its entry in `due` stands at the earliest end of all that was in its window since the last
-- look, so that nothing needs to be taken out when an answer comes. Returns how many ended.
local function look_at_window(call, device)
  local d = device_of(call, device)
  local sent, next_due, ended = d.sent, 0, 0
  for at = 1, #sent, SENT_BYTES do
    local id, _, attempt, _, sent_at = struct.unpack(SENT, sent, at)
    local due = sent_at + command_of(call, id).ack
    if due <= call.now and attempt == 0 then
      take_from_window(call, d, id)
    elseif due <= call.now then
      local m = get_message(call, id)
      end_attempt(call, d, id, m)
      save(call, id, m)
      ended = ended + 1
    elseif next_due == 0 or due < next_due then
      next_due = due
    end
  end
  d.clock, d.dirty = next_due, true
  if next_due > 0 then redis.call('ZADD', call.prefix .. 'due', next_due, '@' .. device) else redis.call('ZREM', call.prefix .. 'due', '@' .. device) end
  return ended
end

local function end_clock(call, id, m)
  if m.status == STATUS.queued then
    m.due = 0
    send_again(call, id, device_of(call, m.device))
  elseif m.status == STATUS.received or m.status == STATUS.running then
    local c = command_of(call, id)
    apply(call, id, m, 'time_out', { reason = call.now >= m.received + c.complete and 'COMPLETE_BY_ENDED' or 'LEASE_ENDED' })
  elseif m.status == STATUS.deferred then
    apply(call, id, m, 'resume', { reason = 'DEFERRAL_ENDED' })
  elseif m.status == STATUS.canceling then
    local c = command_of(call, id)
    if call.now >= cancel_ends(m, c) then
      apply(call, id, m, 'time_out', { reason = 'CANCEL_UNANSWERED' })
    else
      m.due = canceling_due(m, c, call.now)
      ask_cancel(call, id, m)
    end
  end
end

-- sweep: items_max. Ends what the clocks have ended [M7]. Returns { kick, handled, more }. A kick is also given when the
-- outbox waits and the last one seems lost: that is what makes a crash between storing and queueing harmless.
F.sweep = function(keys, args)
  local call = begin(keys, args)
  local items_max = tonumber(args[OWN])
  local due = call.prefix .. 'due'
  local members = redis.call('ZRANGEBYSCORE', due, '-inf', call.now, 'LIMIT', 0, items_max)
  local handled = 0
  for _, id in ipairs(members) do
    if handled >= items_max then break end
    local first = byte(id)
    if first == 99 then
      handled = handled + 1 + expire_command(call, id, items_max - handled)
    elseif first == 64 then
      handled = handled + 1 + look_at_window(call, sub(id, 2))
    else
      handled = handled + 1
      local m = get_message(call, id)
      if m and m.status < FIRST_FINAL then
        end_clock(call, id, m)
        save(call, id, m)
      else
        redis.call('ZREM', due, id)
      end
    end
  end
  local kick = finish(call)
  -- Who rests is looked at by the worker that let it, if that lives.
  local is_left = redis.call('ZCOUNT', call.prefix .. 'rest', '-inf', call.now - OVERDUE_MS) > 0
  if kick == 0 and (is_left or redis.call('ZCARD', call.prefix .. 'ready') > 0) then
    local meta = call.prefix .. 'meta'
    local f = redis.call('HMGET', meta, 'armed', 'armedAt')
    if f[1] ~= '1' or call.now - tonumber(f[2] or 0) > OVERDUE_MS then
      redis.call('HSET', meta, 'armed', 1, 'armedAt', call.now)
      kick = redis.call('HINCRBY', meta, 'kick', 1)
    end
  end
  return { kick, handled, handled >= items_max and 1 or 0 }
end

-- trim: keep_ms, blocks_max. Cuts blocks older than that from the log's front [B3]; and forgets what ended badly as long ago
-- as its message. Returns how many blocks.
F.trim = function(keys, args)
  local call = begin(keys, args)
  redis.call('ZREMRANGEBYSCORE', call.prefix .. 'bad', '-inf', call.now - call.settings.retention)
  local blocks = redis.call('XRANGE', call.prefix .. 'ev', '-', '+', 'COUNT', tonumber(args[OWN + 1]))
  local cut, keep_from = 0, nil
  for _, block in ipairs(blocks) do
    if tonumber(block[2][2]) >= call.now - tonumber(args[OWN]) then
      keep_from = block[1]
      break
    end
    cut = cut + 1
  end
  if cut == 0 then return 0 end
  if keep_from then
    redis.call('XTRIM', call.prefix .. 'ev', 'MINID', keep_from)
  else
    local last = string.match(blocks[#blocks][1], '^(%d+)-')
    redis.call('XTRIM', call.prefix .. 'ev', 'MINID', string.format('%.0f-0', tonumber(last) + 1))
  end
  return cut
end
