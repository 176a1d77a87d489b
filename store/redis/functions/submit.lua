-- What is stored of all these devices.
local function read_devices(call, devices)
  local keys = {}
  for i, id in ipairs(devices) do keys[i] = call.prefix .. 'd:' .. id end
  return redis.call('MGET', unpack(keys))
end

-- What a submit needs to know of a device: flags (REVOKED when there is none), open messages that are not in l, whether it has
-- a channel, whether it is there.
local function look_at_device(call, id, raw)
  local d = call.devices[id]
  if d then return d.exists and not d.revoked and (d.more and MORE or 0) or REVOKED, d.taken, d.node ~= '', d.exists end
  if not raw then return REVOKED, 0, false, false end
  local flags, taken, online = peek_device(raw)
  return flags, taken, online, true
end

-- Which device of a list can't take one more message: its index from 0 and why, or nothing. Those whose message is there
-- already are not looked at.
local function find_problem(call, devices, stored, taken, open_max)
  for i, id in ipairs(devices) do
    if not taken[i] then
      local flags, open, _, exists = look_at_device(call, id, stored[i])
      if not exists then return { 'UNKNOWN_DEVICE', i - 1 } end
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
  return find_problem(call, devices, read_devices(call, devices), taken, tonumber(args[OWN])) or {}
end

-- reserve: life (ms), then idempotency keys and what each shall stand for. Returns what each stands for [M11]. A key that a
-- second caller has found bound gets a '+' at its end: that one may be storing the command, so the first can't give it back.
F.reserve = function(keys, args)
  local call = begin(keys, args)
  local bound = {}
  for i = OWN + 1, #args, 2 do
    local key, wanted = call.prefix .. 'i:' .. args[i], args[i + 1]
    local known = redis.call('SET', key, wanted, 'PX', args[OWN], 'NX', 'GET') or wanted
    if sub(known, -1) == '+' then
      known = sub(known, 1, -2)
    elseif known ~= wanted then
      redis.call('SET', key, known .. '+', 'KEEPTTL')
    end
    bound[#bound + 1] = known
  end
  return bound
end

-- release: KEYS[1] is the idempotency key itself; ARGV: the value it must have, so that only who alone knows of it gives it back.
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

-- Of one command: force, supersede, command, record, content, sha, event, application, key, ack, lease, complete (ms),
-- deliver_by (at), action, then the items.
local COMMAND_ARGUMENTS = 17

local function read_command(args, at)
  return {
    id = args[at + 2], record = args[at + 3], content = args[at + 4], sha = args[at + 5], event = args[at + 6], application = args[at + 7], key = args[at + 8],
    ack = tonumber(args[at + 9]), lease = tonumber(args[at + 10]), complete = tonumber(args[at + 11]), deliver_by = tonumber(args[at + 12]), action = args[at + 13],
    n = 0, finals = {}, ended = 0,
  }
end

-- Puts a message at the end of its device's list, if the device can take it.
local function list_message(call, id, device, stored, open_max)
  local flags, open, online = look_at_device(call, device, stored)
  if flags % 2 == REVOKED then return false end
  local list = call.prefix .. 'l:' .. device
  if open + redis.call('RPUSH', list, id) > open_max then
    redis.call('RPOP', list)
    return false
  end
  if online and bit.band(flags, MORE) == 0 then wake(call, device) end
  return true
end

-- Stores a command and its messages; or says which device can't take one, and stores nothing.
local function submit_command(call, args, at, open_max)
  local force, superseding = args[at] == '1', args[at + 1] == '1'
  local ids, devices, taken, known = read_items(call, args, at + 14)
  local stored = read_devices(call, devices)
  local problem = not force and find_problem(call, devices, stored, taken, open_max)
  if problem then return problem end
  local c = read_command(args, at)
  keep_command(call, c)
  -- Records of fresh messages differ in the device only.
  local fresh = new_message('', call.now)
  fresh.rev = 1
  local packed = pack_message(fresh, STATUS.queued)
  local before, after = sub(packed, 1, RECORD_DEVICE_AT - 1), sub(packed, RECORD_DEVICE_AT + 1)
  local fields, indexes = {}, {}
  for i, id in ipairs(ids) do
    if not taken[i] then
      local device, index = devices[i], index_of(id)
      if superseding and device_of(call, device).exists then supersede(call, device_of(call, device), c.action) end
      indexes[#indexes + 1] = index
      if list_message(call, id, device, stored[i], open_max) then
        fresh.device, fresh.rev = device, 0
        emit(call, id, fresh, c, KIND.queued, '')
        fields[#fields + 1] = index
        fields[#fields + 1] = before .. char(#device) .. device .. after
        count(call, nil, STATUS.queued)
      else
        store_removed(call, id, device, c, fields)
      end
    end
  end
  if #indexes == 0 then return nil end
  local key = call.prefix .. 'c:' .. c.id
  if known then redis.call('PERSIST', key) end
  for name, value in pairs({
    shared = pack_shared(c), record = c.record, content = c.content, indexes = (known and redis.call('HGET', key, 'indexes') or '') .. concat(indexes),
  }) do
    fields[#fields + 1] = name
    fields[#fields + 1] = value
  end
  redis.call('HSET', key, unpack(fields))
  c.n = redis.call('HINCRBY', key, 'n', #indexes)
  if not known then index_command(call, c.id, c.action, c.record) end
  redis.call('ZADD', call.prefix .. 'due', c.deliver_by, c.id)
end

-- submit: open_max, then commands, each by itself.
-- Must be atomic: message, event and outbox are one fact [M1, M6]. Returns { kick, then word and index of each command }: the
-- word is '' for one that was stored.
F.submit = function(keys, args)
  local call = begin(keys, args)
  local reply = { 0 }
  for at = OWN + 1, #args, COMMAND_ARGUMENTS do
    local problem = submit_command(call, args, at, tonumber(args[OWN])) or { '', 0 }
    reply[#reply + 1] = problem[1]
    reply[#reply + 1] = problem[2]
  end
  reply[1] = finish(call)
  return reply
end
