-- Ends all that is open for a device, e.g. because it was enrolled again [S5].
local function remove_all(call, device, reason)
  local removed = 0
  for _, open in ipairs(open_messages(call, device)) do
    local m = get_message(call, open.id)
    if m and not apply(call, open.id, m, 'remove', { reason = reason }) then
      save(call, open.id, m)
      removed = removed + 1
    end
  end
  for _, name in ipairs({ 'y:', 'u:', 'a:', 'q:', 'k:', 'o:' }) do redis.call('DEL', call.prefix .. name .. device) end
  redis.call('ZREM', call.prefix .. 'ready', device)
  redis.call('HSET', call.prefix .. 'd:' .. device, 'head', redis.call('LLEN', call.prefix .. 'l:' .. device), 'more', 0)
  return removed
end

local function unbind(call, d)
  if d.node == '' then return end
  redis.call('SREM', call.prefix .. 'on:' .. d.node, d.id)
  redis.call('HSET', call.prefix .. 'd:' .. d.id, 'node', '', 'wire', '', 'seen', call.now)
end

-- enroll: device, public key, labels. Returns { epoch, node, channel }: the channel that was live and must be closed.
F.enroll = function(keys, args)
  local call = begin(keys, args)
  local id, public_key, labels = args[OWN], args[OWN + 1], args[OWN + 2]
  local key = call.prefix .. 'd:' .. id
  local d = device_of(call, id)
  if d.exists and not d.revoked and redis.call('HGET', key, 'pk') == public_key then
    redis.call('HSET', key, 'labels', labels)
    return { d.epoch, '', 0 }
  end
  if d.exists then
    remove_all(call, id, 'ENROLLED_AGAIN')
    unbind(call, d)
  end
  redis.call('HSET', key, 'epoch', d.epoch + 1, 'pk', public_key, 'labels', labels, 'revoked', 0, 'session', '', 'enrolled', call.now, 'channel', d.channel + (d.node ~= '' and 1 or 0), 'agent', '', 'actions', '[]')
  redis.call('ZADD', call.prefix .. 'devices', 0, id)
  finish(call)
  return { d.epoch + 1, d.node, d.channel }
end

-- revoke: device. Returns { known, removed, node, channel }.
F.revoke = function(keys, args)
  local call = begin(keys, args)
  local d = device_of(call, args[OWN])
  if not d.exists then return { 0, 0, '', 0 } end
  local removed = remove_all(call, d.id, 'DEVICE_REVOKED')
  unbind(call, d)
  redis.call('HSET', call.prefix .. 'd:' .. d.id, 'revoked', 1, 'session', '')
  finish(call)
  return { 1, removed, d.node, d.channel }
end

-- open: device, epoch, node, wire, presented session, fresh session, agent, actions. Returns { word } or
-- { 'ok', session, resumed, channel, evicted node, evicted channel, kick }. Must be atomic: the older channel's word counts
-- until here, and no longer [S3].
F.open = function(keys, args)
  local call = begin(keys, args)
  local id = args[OWN]
  local d = device_of(call, id)
  if not d.exists then return { 'UNKNOWN_DEVICE' } end
  if d.revoked then return { 'REVOKED' } end
  if d.epoch ~= tonumber(args[OWN + 1]) then return { 'STALE_EPOCH' } end
  local was_node, was_channel = d.node, d.channel
  local resumed = d.session ~= '' and args[OWN + 4] == d.session
  local session = resumed and d.session or args[OWN + 5]
  local node = args[OWN + 2]
  if was_node ~= '' and was_node ~= node then redis.call('SREM', call.prefix .. 'on:' .. was_node, id) end
  redis.call('SADD', call.prefix .. 'on:' .. node, id)
  redis.call('HSET', call.prefix .. 'd:' .. id, 'node', node, 'wire', args[OWN + 3], 'session', session, 'channel', was_channel + 1, 'seen', call.now, 'agent', args[OWN + 6], 'actions', args[OWN + 7])
  -- What went out on the older channel and was not receipted waits again, before what is newer [M8].
  d.node = ''
  local unreceipted = redis.call('SMEMBERS', call.prefix .. 'u:' .. id)
  table.sort(unreceipted)
  for _, message in ipairs(unreceipted) do
    local m = get_message(call, message)
    if m and m.status == STATUS.sent then
      apply(call, message, m, 'retry', { reason = 'CHANNEL_LOST' })
      save(call, message, m)
    end
  end
  if redis.call('SUNIONSTORE', call.prefix .. 'q:' .. id, call.prefix .. 'a:' .. id) > 0 then redis.call('HSET', call.prefix .. 'd:' .. id, 'asks', 1) end
  d.node, d.channel = node, was_channel + 1
  wake(call, id)
  return { 'ok', session, resumed and 1 or 0, d.channel, was_node, was_channel, finish(call) }
end

-- close: device and channel in turn. Only channels that are still the device's own.
F.close = function(keys, args)
  local call = begin(keys, args)
  for i = OWN, #args, 2 do
    local d = device_of(call, args[i])
    if d.channel == tonumber(args[i + 1]) then unbind(call, d) end
  end
  return 0
end

-- bury: node, count. Marks devices of a dead node offline [S6]. Returns how many.
F.bury = function(keys, args)
  local call = begin(keys, args)
  local key = call.prefix .. 'on:' .. args[OWN]
  local ids = redis.call('SPOP', key, tonumber(args[OWN + 1]))
  for _, id in ipairs(ids) do
    local d = device_of(call, id)
    if d.node == args[OWN] then unbind(call, d) end
  end
  return #ids
end

-- seen: device and channel in turn. Returns the indexes, from 0, of channels that are not live here.
F.seen = function(keys, args)
  local call = begin(keys, args)
  local stale = {}
  for i = OWN, #args, 2 do
    local d = device_of(call, args[i])
    if d.node ~= '' and d.channel == tonumber(args[i + 1]) then
      redis.call('HSET', call.prefix .. 'd:' .. d.id, 'seen', call.now)
    else
      stale[#stale + 1] = (i - OWN) / 2
    end
  end
  return stale
end
