-- Which device of a list can't take one more message: its index from 0 and why, or nothing.
local function find_problem(call, devices, taken, open_max)
  for i, id in ipairs(devices) do
    local d = device_of(call, id)
    if not taken[i] then
      if not d.exists then return { 'UNKNOWN_DEVICE', i - 1 } end
      if d.revoked then return { 'DEVICE_REVOKED', i - 1 } end
      if d.open >= open_max then return { 'DEVICE_BACKLOG_FULL', i - 1 } end
    end
  end
end

-- Messages and devices in turn, from args[first] on; which of the messages are there already: none where the command is not.
local function read_items(call, args, first)
  local ids, devices, taken = {}, {}, {}
  local known = args[first] and redis.call('EXISTS', call.prefix .. 'c:c' .. string.sub(args[first], 2, 22)) == 1
  for i = first, #args, 2 do
    ids[#ids + 1], devices[#devices + 1] = args[i], args[i + 1]
    taken[#ids] = known and redis.call('EXISTS', call.prefix .. 'm:' .. args[i]) == 1
  end
  return ids, devices, taken
end

-- check: open_max, then message and device in turn. Returns {} or { word, index }. Writes nothing.
F.check = function(keys, args)
  local call = begin(keys, args)
  local _, devices, taken = read_items(call, args, OWN + 1)
  return find_problem(call, devices, taken, tonumber(args[OWN])) or {}
end

-- release: KEYS[1] is the idempotency key itself; ARGV: the value it must have.
F.release = function(keys, args)
  if redis.call('GET', keys[1]) == args[1] then return redis.call('DEL', keys[1]) end
  return 0
end

-- Keeps a device's list short: ids at its front that were taken and are final go; open ones move to o, which is bounded
-- by the open messages a device may have.
local function shorten(call, d, length, history_max)
  local surplus = math.min(length - history_max, d.head, 256)
  if surplus < 64 then return end
  for _, id in ipairs(redis.call('LPOP', call.prefix .. 'l:' .. d.id, surplus)) do
    local m = get_message(call, id)
    if m and m.status < FIRST_FINAL then redis.call('SADD', call.prefix .. 'o:' .. d.id, id) end
  end
  for _, id in ipairs(redis.call('SMEMBERS', call.prefix .. 'o:' .. d.id)) do
    local m = get_message(call, id)
    if not m or m.status >= FIRST_FINAL then redis.call('SREM', call.prefix .. 'o:' .. d.id, id) end
  end
  d.head = d.head - surplus
  redis.call('HSET', call.prefix .. 'd:' .. d.id, 'head', d.head)
end

-- Ends queued and deferred messages of the device with the same action that were not sent.
local function supersede(call, d, action)
  for _, other in ipairs(open_messages(call, d.id)) do
    local status = other.m.status
    if (status == STATUS.queued and other.m.attempt == 0) or status == STATUS.deferred then
      if redis.call('HGET', call.prefix .. 'c:' .. command_of(call, other.id).id, 'action') == action then
        apply(call, other.id, other.m, 'supersede', { reason = 'SUPERSEDED' })
        save(call, other.id, other.m)
      end
    end
  end
end

-- submit: force, supersede, open_max, history_max, command, record, content, sha, event, application, key, ack, lease,
-- complete (ms), deliver_by (at), action, then message and device in turn.
-- Must be atomic: message, event and outbox are one fact [M1, M6]. Returns { kick } or { 0, word, index }.
F.submit = function(keys, args)
  local call = begin(keys, args)
  local force, superseding, open_max, history_max = args[OWN] == '1', args[OWN + 1] == '1', tonumber(args[OWN + 2]), tonumber(args[OWN + 3])
  local command, first = args[OWN + 4], OWN + 16
  local ids, devices, taken = read_items(call, args, first)
  local problem = find_problem(call, devices, taken, open_max)
  if problem and not force then return { 0, problem[1], problem[2] } end

  local key = call.prefix .. 'c:' .. command
  local c = {
    id = command, event = args[OWN + 8], application = args[OWN + 9], key = args[OWN + 10], ack = tonumber(args[OWN + 11]), lease = tonumber(args[OWN + 12]),
    complete = tonumber(args[OWN + 13]), sha = args[OWN + 7], deliver_by = tonumber(args[OWN + 14]), n = 0, finals = {}, ended = 0,
  }
  call.commands[command] = c
  local indexes = {}
  for i, id in ipairs(ids) do
    if not taken[i] then
      local d = device_of(call, devices[i])
      if superseding and d.exists then supersede(call, d, args[OWN + 15]) end
      local m = new_message(d.id, call.now)
      indexes[#indexes + 1] = string.sub(id, -4)
      if d.exists and not d.revoked and d.open < open_max then
        emit(call, id, m, c, KIND.queued)
        redis.call('SET', call.prefix .. 'm:' .. id, pack_message(m))
        local length = redis.call('RPUSH', call.prefix .. 'l:' .. d.id, id)
        if length > history_max + 64 then shorten(call, d, length, history_max) end
        d.opened = d.opened + 1
        count(call, nil, STATUS.queued)
        if d.node ~= '' and not d.more then wake(call, d.id) end
      else
        -- It passed `check` a moment ago: told as what it is now.
        m.status, m.reason = STATUS.removed, 'DEVICE_GONE'
        emit(call, id, m, c, KIND.removed, text('\170\001', m.reason))
        redis.call('SET', call.prefix .. 'm:' .. id, pack_message(m), 'PX', call.retention)
        c.finals[m.status] = (c.finals[m.status] or 0) + 1
        c.ended = c.ended + 1
        count(call, nil, m.status)
      end
    end
  end
  if #indexes == 0 then return { finish(call) } end
  redis.call('HSET', key, 'record', args[OWN + 5], 'content', args[OWN + 6], 'sha', c.sha, 'event', c.event, 'application', c.application, 'key', c.key, 'ack', c.ack, 'lease', c.lease,
    'complete', c.complete, 'deliver_by', args[OWN + 14], 'action', args[OWN + 15], 'indexes', (redis.call('HGET', key, 'indexes') or '') .. concat(indexes))
  c.n = redis.call('HINCRBY', key, 'n', #indexes)
  if c.n == #indexes then index_command(call, command, args[OWN + 15], args[OWN + 5]) end
  redis.call('PERSIST', key)
  redis.call('ZADD', call.prefix .. 'due', c.deliver_by, command)
  return { finish(call) }
end
