-- Taken from the outbox at a time; what the items do not allow is put back.
local DEVICES_A_POP = 16

-- Sends a message, unless it has ended, backs off, or its key is held: then it waits for that. Returns whether it was sent.
local function claim_message(call, d, id, out)
  local m = get_message(call, id)
  if not m or m.status ~= STATUS.queued or m.due ~= 0 then return false end
  local c = command_of(call, id)
  if c.key ~= '' then
    local holder = redis.call('HGET', call.prefix .. 'k:' .. d.id, c.key)
    if holder and holder ~= id then
      redis.call('RPUSH', call.prefix .. 'w:' .. d.id .. ':' .. c.key, id)
      return false
    end
    redis.call('HSET', call.prefix .. 'k:' .. d.id, c.key, id)
  end
  apply(call, id, m, 'send', {})
  save(call, id, m)
  out[#out + 1] = { id, d.id, d.epoch, m.attempt, d.node, d.channel, d.wire }
  return true
end

-- Takes messages of one device in order, as long as its window has room: retries first, then the list from its head on.
local function claim_of_device(call, d, room, out)
  local retries, list = call.prefix .. 'y:' .. d.id, call.prefix .. 'l:' .. d.id
  local head, left = d.head, true
  while room > 0 and left do
    local again = redis.call('LPOP', retries, room) or {}
    for _, id in ipairs(again) do
      if claim_message(call, d, id, out) then room = room - 1 end
    end
    left = #again > 0
    -- Only when no retry is left: some that were taken may have ended since and filled no room.
    if room > 0 and not left then
      local asked = room
      local ids = redis.call('LRANGE', list, head, head + asked - 1)
      head = head + #ids
      for _, id in ipairs(ids) do
        if claim_message(call, d, id, out) then room = room - 1 end
      end
      left = left or #ids == asked
    end
  end
  local more = room == 0 and (redis.call('LLEN', list) > head or redis.call('EXISTS', retries) == 1)
  if head ~= d.head or more ~= d.more then redis.call('HSET', call.prefix .. 'd:' .. d.id, 'head', head, 'more', more and 1 or 0) end
  d.head, d.more = head, more
end

-- Cancels that the device was not asked yet.
local function claim_cancels(call, d, out)
  if not d.asks then return end
  for _, id in ipairs(redis.call('SPOP', call.prefix .. 'q:' .. d.id, 64)) do out[#out + 1] = { id, d.id, d.node, d.channel, d.wire } end
  if redis.call('EXISTS', call.prefix .. 'q:' .. d.id) == 1 then wake(call, d.id) else redis.call('HDEL', call.prefix .. 'd:' .. d.id, 'asks') end
end

-- claim: items_max, window. Returns { more, messages, cancels, canaries, commands }: messages are { id, device, epoch,
-- attempt, node, channel, wire }, cancels { id, device, node, channel, wire }, commands { record, content, deliver_by }.
-- Must be atomic: what is taken is sent by this caller only, and an empty outbox is disarmed in the same step.
F.claim = function(keys, args)
  local call = begin(keys, args)
  local items_max, window = tonumber(args[OWN]), tonumber(args[OWN + 1])
  local messages, cancels, canaries = {}, {}, {}
  local empty = false
  while not empty and #messages + #cancels + #canaries < items_max do
    local popped = redis.call('ZPOPMIN', call.prefix .. 'ready', DEVICES_A_POP)
    empty = #popped < 2 * DEVICES_A_POP
    for i = 1, #popped, 2 do
      local member = popped[i]
      if #messages + #cancels + #canaries >= items_max then
        redis.call('ZADD', call.prefix .. 'ready', popped[i + 1], member)
        empty = false
      elseif string.sub(member, 1, 1) == '!' then
        canaries[#canaries + 1] = string.sub(member, 2)
      else
        local d = device_of(call, member)
        if d.node ~= '' then
          claim_cancels(call, d, cancels)
          local unreceipted = redis.call('SCARD', call.prefix .. 'u:' .. d.id)
          claim_of_device(call, d, math.max(0, window - unreceipted), messages)
        end
      end
    end
  end
  local meta = call.prefix .. 'meta'
  local woke = call.woke
  call.woke = false
  finish(call)
  empty = empty and not woke
  if empty then redis.call('HSET', meta, 'armed', 0) else redis.call('HSET', meta, 'armedAt', call.now) end
  local commands, seen = {}, {}
  for _, message in ipairs(messages) do
    local c = command_of(call, message[1])
    if not seen[c.id] then
      seen[c.id] = true
      commands[#commands + 1] = redis.call('HMGET', call.prefix .. 'c:' .. c.id, 'record', 'content', 'deliver_by', 'sha')
    end
  end
  return { empty and 0 or 1, messages, cancels, canaries, commands }
end

-- canary: token. Returns { kick }.
F.canary = function(keys, args)
  local call = begin(keys, args)
  wake(call, '!' .. args[OWN])
  return { finish(call) }
end

-- canary_seen: token. Its event has the token as its identifier.
F.canary_seen = function(keys, args)
  local call = begin(keys, args)
  append_event(call, '', KIND.canary, text('\010', args[OWN]) .. '\016' .. char(KIND.canary) .. call.time)
  return { finish(call) }
end
