-- Which device of a list can't take one more message: its index from 0 and why, or nothing. Devices here are as stored;
-- those whose message is there already are not looked at.
local function find_problem(call, devices, raws, taken, open_max)
  for i, id in ipairs(devices) do
    if not taken[i] then
      local raw = redis.call('GET', call.prefix .. 'd:' .. id)
      if not raw then return { 'UNKNOWN_DEVICE', i - 1 } end
      raws[i] = raw
      local flags, open = peek_device(raw)
      if flags % 2 == REVOKED then return { 'DEVICE_REVOKED', i - 1 } end
      if open + redis.call('LLEN', call.prefix .. 'l:' .. id) >= open_max then return { 'DEVICE_BACKLOG_FULL', i - 1 } end
    end
  end
end

-- args[first]: what all identifiers begin with; then the four characters in which each differs, without anything between;
-- then the devices, with blanks. Gives identifiers, devices, and which of the messages are there already: none where the
-- command is not.
local function read_items(call, args, first)
  local stem, indexes = args[first], args[first + 1]
  local ids, devices, taken = {}, {}, {}
  for device in string.gmatch(args[first + 2], '%S+') do devices[#devices + 1] = device end
  local key = call.prefix .. 'c:' .. command_id(stem)
  local known = redis.call('EXISTS', key) == 1
  for i = 1, #devices do
    local index = sub(indexes, i * 4 - 3, i * 4)
    ids[i] = stem .. index
    taken[i] = known and redis.call('HEXISTS', key, index) == 1
  end
  return ids, devices, taken, known
end

-- check: open_max, then the items. Returns {} or { word, index }. Writes nothing.
F.check = function(keys, args)
  local call = begin(keys, args)
  local _, devices, taken = read_items(call, args, OWN + 1)
  return find_problem(call, devices, {}, taken, tonumber(args[OWN])) or {}
end

-- release: KEYS[1] is the idempotency key itself; ARGV: the value it must have.
F.release = function(keys, args)
  if redis.call('GET', keys[1]) == args[1] then return redis.call('DEL', keys[1]) end
  return 0
end

-- Ends queued and deferred messages of the device with the same action that were not sent.
local function supersede(call, d, action)
  for _, other in ipairs(open_messages(call, d.id)) do
    local status = other.m.status
    if (status == STATUS.queued and other.m.attempt == 0) or status == STATUS.deferred then
      if command_of(call, other.id).action == action then
        apply(call, other.id, other.m, 'supersede', { reason = 'SUPERSEDED' })
        save(call, other.id, other.m)
      end
    end
  end
end

-- It passed `check` a moment ago: told as what it is now.
local function store_removed(call, id, device, c, fields)
  local m = new_message(device, call.now)
  m.status, m.reason = STATUS.removed, 'DEVICE_GONE'
  emit(call, id, m, c, KIND.removed, text('\170\001', m.reason))
  fields[#fields + 1] = index_of(id)
  fields[#fields + 1] = pack_message(m, m.status)
  c.finals[m.status] = (c.finals[m.status] or 0) + 1
  c.ended = c.ended + 1
  count(call, nil, m.status)
end

-- submit: force, supersede, open_max, command, record, content, sha, event, application, key, ack, lease, complete (ms),
-- deliver_by (at), action, then the items.
-- Must be atomic: message, event and outbox are one fact [M1, M6]. Returns { kick } or { 0, word, index }.
F.submit = function(keys, args)
  local call = begin(keys, args)
  local force, superseding, open_max = args[OWN] == '1', args[OWN + 1] == '1', tonumber(args[OWN + 2])
  local command, first = args[OWN + 3], OWN + 15
  local ids, devices, taken, known = read_items(call, args, first)
  local raws = {}
  local problem = not force and find_problem(call, devices, raws, taken, open_max)
  if problem then return { 0, problem[1], problem[2] } end

  local key = call.prefix .. 'c:' .. command
  local c = {
    id = command, sha = args[OWN + 6], event = args[OWN + 7], application = args[OWN + 8], key = args[OWN + 9], ack = tonumber(args[OWN + 10]),
    lease = tonumber(args[OWN + 11]), complete = tonumber(args[OWN + 12]), deliver_by = tonumber(args[OWN + 13]), action = args[OWN + 14], n = 0, finals = {}, ended = 0,
  }
  keep_command(call, c)
  -- Records of fresh messages differ in the device only.
  local fresh = new_message('', call.now)
  fresh.rev = 1
  local packed = pack_message(fresh, STATUS.queued)
  local before, after = sub(packed, 1, RECORD_DEVICE_AT - 1), sub(packed, RECORD_DEVICE_AT + 1)
  local fields, indexes, queued = {}, {}, 0
  for i, id in ipairs(ids) do
    if not taken[i] then
      local device = devices[i]
      if superseding then
        local d = device_of(call, device)
        if d.exists then supersede(call, d, c.action) end
      end
      local raw = raws[i] or redis.call('GET', call.prefix .. 'd:' .. device)
      local flags, open, online = REVOKED, 0, false
      if raw then flags, open, online = peek_device(raw) end
      if superseding then open = call.devices[device].taken end
      local list, length = call.prefix .. 'l:' .. device, nil
      if flags % 2 ~= REVOKED then
        length = redis.call('RPUSH', list, id)
        if open + length > open_max then
          redis.call('RPOP', list)
          length = nil
        end
      end
      local index = index_of(id)
      indexes[#indexes + 1] = index
      if length then
        fresh.device, fresh.rev = device, 0
        emit(call, id, fresh, c, KIND.queued)
        fields[#fields + 1] = index
        fields[#fields + 1] = before .. char(#device) .. device .. after
        queued = queued + 1
        if online and bit.band(flags, MORE) == 0 then wake(call, device) end
      else
        store_removed(call, id, device, c, fields)
      end
    end
  end
  if #indexes == 0 then return { finish(call) } end
  if queued > 0 then call.counts[STATUS.queued] = (call.counts[STATUS.queued] or 0) + queued end
  if known then redis.call('PERSIST', key) end
  for name, value in pairs({
    shared = pack_shared(c), record = args[OWN + 4], content = args[OWN + 5], indexes = (known and redis.call('HGET', key, 'indexes') or '') .. concat(indexes),
  }) do
    fields[#fields + 1] = name
    fields[#fields + 1] = value
  end
  redis.call('HSET', key, unpack(fields))
  c.n = redis.call('HINCRBY', key, 'n', #indexes)
  if not known then index_command(call, command, c.action, args[OWN + 4]) end
  redis.call('ZADD', call.prefix .. 'due', c.deliver_by, command)
  return { finish(call) }
end
