-- What is stored of all these devices.
local function read_devices(call, devices)
  local keys = {}
  for i, id in ipairs(devices) do keys[i] = call.prefix .. 'd:' .. id end
  return redis.call('MGET', unpack(keys))
end

-- Devices as a text with blanks, put behind those of `list`.
local function add_devices(list, text)
  for device in string.gmatch(text, '%S+') do list[#list + 1] = device end
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
-- already are not looked at. `stored`: of the devices, the first of them behind `passed` others. Without open_max their lists are not looked
-- at.
local function find_problem(call, devices, stored, passed, taken, open_max)
  for i, id in ipairs(devices) do
    if not taken[i] then
      local flags, open, _, exists = look_at_device(call, id, stored[passed + i])
      if not exists then return { 'UNKNOWN_DEVICE', i - 1 } end
      if flags % 2 == REVOKED then return { 'DEVICE_REVOKED', i - 1 } end
      if open_max and open + redis.call('LLEN', call.prefix .. 'l:' .. id) >= open_max then return { 'DEVICE_BACKLOG_FULL', i - 1 } end
    end
  end
end

-- args[first]: what all identifiers begin with; then the four characters in which each differs, without anything between;
-- then the devices, with blanks. Gives identifiers, devices, and which of the messages are there already: none where the
-- command is not.
local function read_items(call, args, first)
  local stem, indexes = args[first], args[first + 1]
  local ids, devices, taken = {}, {}, {}
  add_devices(devices, args[first + 2])
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
  return find_problem(call, devices, read_devices(call, devices), 0, taken, tonumber(args[OWN])) or {}
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
    n = 0, finals = {}, ended = 0, ended_before = 0,
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

-- What is kept of the command itself, put behind the records of its new messages.
local function add_command(call, c, key, known, fields, indexes)
  local n = #fields
  if known then
    local f = redis.call('HMGET', key, 'indexes', 'ended')
    indexes, c.ended_before = f[1] .. indexes, tonumber(f[2] or 0)
    redis.call('PERSIST', key)
  end
  c.n = #indexes / 4
  fields[n + 1], fields[n + 2], fields[n + 3], fields[n + 4], fields[n + 5], fields[n + 6] = 'shared', pack_shared(c), 'record', c.record, 'content', c.content
  fields[n + 7], fields[n + 8], fields[n + 9], fields[n + 10] = 'indexes', indexes, 'n', c.n
end

-- Stores a command and its messages; or says which device can't take one, and stores nothing. `stored`: of its devices, the first of
-- them behind `passed` others. Gives how many devices it names, and that.
local function submit_command(call, args, at, stored, passed, open_max)
  local force, superseding = args[at] == '1', args[at + 1] == '1'
  local ids, devices, taken, known = read_items(call, args, at + 14)
  -- One alone is refused by what putting it at the end of its list says.
  local is_alone = #ids == 1 and not force and not superseding
  local problem = not force and find_problem(call, devices, stored, passed, taken, not is_alone and open_max)
  if problem then return #ids, problem end
  local c = read_command(args, at)
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
      if list_message(call, id, device, stored[passed + i], open_max) then
        fresh.device, fresh.rev = device, 0
        emit(call, id, fresh, c, KIND.queued, '')
        fields[#fields + 1] = index
        fields[#fields + 1] = before .. char(#device) .. device .. after
        count(call, nil, STATUS.queued)
      elseif is_alone then
        return 1, { 'DEVICE_BACKLOG_FULL', 0 }
      else
        store_removed(call, id, device, c, fields)
      end
    end
  end
  if #indexes == 0 then return #ids end
  local key = call.prefix .. 'c:' .. c.id
  add_command(call, c, key, known, fields, concat(indexes))
  redis.call('HSET', key, unpack(fields))
  keep_command(call, c)
  if not known then index_command(call, c.id, c.action, c.record) end
  set_due(call, args[at + 12], c.id)
  return #ids
end

-- submit: open_max, then commands, each by itself.
-- Must be atomic: message, event and outbox are one fact [M1, M6]. Returns { kick, then word and index of each command }: the
-- word is '' for one that was stored.
F.submit = function(keys, args)
  local call = begin(keys, args)
  local reply, devices, passed = { 0 }, {}, 0
  for at = OWN + 1, #args, COMMAND_ARGUMENTS do add_devices(devices, args[at + COMMAND_ARGUMENTS - 1]) end
  local stored = read_devices(call, devices)
  for at = OWN + 1, #args, COMMAND_ARGUMENTS do
    local named, problem = submit_command(call, args, at, stored, passed, tonumber(args[OWN]))
    passed = passed + named
    reply[#reply + 1] = problem and problem[1] or ''
    reply[#reply + 1] = problem and problem[2] or 0
  end
  write_index(call)
  reply[1] = finish(call)
  return reply
end
