-- Takes messages of one device in order, as long as its window has room; those whose key is held wait for it.
local function claim_of_device(call, d, room, out)
  local retries, list = call.prefix .. 'y:' .. d.id, call.prefix .. 'l:' .. d.id
  local head = d.head
  while room > 0 do
    local id = redis.call('LPOP', retries)
    if not id then
      id = redis.call('LINDEX', list, head)
      if not id then break end
      head = head + 1
    end
    local m = get_message(call, id)
    if m and m.status == STATUS.queued and m.due == 0 then
      local c = command_of(call, id)
      local holder = c.key ~= '' and redis.call('HGET', call.prefix .. 'k:' .. d.id, c.key)
      if holder and holder ~= id then
        redis.call('RPUSH', call.prefix .. 'w:' .. d.id .. ':' .. c.key, id)
      else
        if c.key ~= '' then redis.call('HSET', call.prefix .. 'k:' .. d.id, c.key, id) end
        apply(call, id, m, 'send', {})
        save(call, id, m)
        out[#out + 1] = { id, d.id, d.epoch, m.attempt, d.node, d.channel, d.wire }
        room = room - 1
      end
    end
  end
  local more = room == 0 and (redis.call('LLEN', retries) > 0 or redis.call('LLEN', list) > head)
  if head ~= d.head then redis.call('HSET', call.prefix .. 'd:' .. d.id, 'head', head) end
  if more ~= d.more then redis.call('HSET', call.prefix .. 'd:' .. d.id, 'more', more and 1 or 0) end
  d.head, d.more = head, more
end

-- claim: items_max, window. Returns { more, messages, cancels, canaries, commands }: messages are { id, device, epoch,
-- attempt, node, channel, wire }, cancels { id, device, node, channel, wire }, commands { record, content, deliver_by }.
-- Must be atomic: what is taken is sent by this caller only, and an empty outbox is disarmed in the same step.
F.claim = function(keys, args)
  local call = begin(keys, args)
  local items_max, window = tonumber(args[OWN]), tonumber(args[OWN + 1])
  local messages, cancels, canaries = {}, {}, {}
  local empty = false
  while #messages + #cancels + #canaries < items_max do
    local popped = redis.call('ZPOPMIN', call.prefix .. 'ready')
    local member = popped[1]
    if not member then
      empty = true
      break
    end
    if string.sub(member, 1, 1) == '!' then
      canaries[#canaries + 1] = string.sub(member, 2)
    else
      local d = device_of(call, member)
      if d.node ~= '' then
        for _, id in ipairs(redis.call('SPOP', call.prefix .. 'q:' .. d.id, 64)) do cancels[#cancels + 1] = { id, d.id, d.node, d.channel, d.wire } end
        local unreceipted = redis.call('SCARD', call.prefix .. 'u:' .. d.id)
        claim_of_device(call, d, math.max(0, window - unreceipted), messages)
      end
    end
  end
  local meta = call.prefix .. 'meta'
  call.woke = false
  finish(call)
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
