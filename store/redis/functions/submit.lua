-- What a submit needs to know of a device: its marks (none: it is not there), open messages that are not in l, whether it has a
-- channel.
local function look_at_device(call, id, raw)
  local d = call.devices[id]
  if d then return d.exists and d.marks or nil, d.taken, d.node ~= '' end
  if raw then return peek_device(raw) end
end

-- Which device of a list can't take one more message: its index from 0 and why, or nothing. Those whose message is there
-- already are not looked at. `stored`: of the devices, the first of them behind `passed` others. Without open_max their lists are not looked
-- at.
local function find_problem(call, devices, stored, passed, taken, open_max)
  for i, id in ipairs(devices) do
    if not taken[i] then
      local marks, open = look_at_device(call, id, stored[passed + i])
      if not marks then return { 'UNKNOWN_DEVICE', i - 1 } end
      if marks.revoked then return { 'DEVICE_REVOKED', i - 1 } end
      if open_max and may_be_full(marks, open, open_max) then
        if open + redis.call('LLEN', call.prefix .. 'l:' .. id) >= open_max then return { 'DEVICE_BACKLOG_FULL', i - 1 } end
      end
    end
  end
end

-- Characters of an identifier that all of a command have in a place.
local STEM = 24
local ITEM = '>c4Bc0'

-- Items of a command: what all their identifiers begin with, then of each the four characters in which it differs, and its device.
local function read_items(text)
  local items = { stem = sub(text, 1, STEM), ids = {}, indexes = {}, devices = {} }
  local ids, indexes, devices, stem = items.ids, items.indexes, items.devices, items.stem
  local at, n, length = STEM + 1, 0, #text
  while at <= length do
    n = n + 1
    indexes[n], devices[n], at = struct.unpack(ITEM, text, at)
    ids[n] = stem .. indexes[n]
  end
  return items
end

-- Which of the messages are there already: none where the command is not. `is_new`: its identifier was never seen.
local function find_taken(call, items, is_new)
  local key = call.prefix .. 'c:' .. command_id(items.stem)
  local taken, known = {}, not is_new and redis.call('EXISTS', key) == 1
  if known then
    for i, record in ipairs(redis.call('HMGET', key, unpack(items.indexes))) do taken[i] = record and true end
  end
  return taken, known
end

-- check: open_max, then the items. Returns {} or { word, index }. Writes nothing.
F.check = function(keys, args)
  local call = begin(keys, args)
  local items = read_items(args[OWN + 1])
  return find_problem(call, items.devices, read_devices(call, items.devices), 0, find_taken(call, items), tonumber(args[OWN])) or {}
end

-- What an idempotency key stands for [M11], or nothing. A key that a second caller has found bound gets a '+' at its end: that one may be
-- storing the command, so the first can't give it back.
local function bound_to(key, wanted)
  local known = redis.call('GET', key)
  if not known then return nil end
  if sub(known, -1) == '+' then return sub(known, 1, -2) end
  if known ~= wanted then redis.call('SET', key, known .. '+', 'KEEPTTL') end
  return known
end

-- reserve: life (ms), then idempotency keys and what each shall stand for. Returns what each stands for.
F.reserve = function(keys, args)
  local call = begin(keys, args)
  local bound = {}
  for i = OWN + 1, #args, 2 do
    local key, wanted = call.prefix .. 'i:' .. args[i], args[i + 1]
    local known = bound_to(key, wanted)
    if not known then redis.call('SET', key, wanted, 'PX', args[OWN]) end
    bound[#bound + 1] = known or wanted
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

-- It could take it a moment ago: told as what it is now.
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

-- Of one command: flags, record, content, what its messages share (SHARED), deliver_by as a text, its items; an idempotency key, with
-- the place that it is in, and what it shall stand for: '' for none.
local COMMAND_ARGUMENTS = 8
local FORCE, SUPERSEDE, FLEET = 1, 2, 4

local function read_command(args, at, id)
  local c = unpack_shared(args[at + 3], id)
  c.record, c.content, c.shared = args[at + 1], args[at + 2], args[at + 3]
  return c
end

-- Puts a message at the end of its device's list, if the device can take it.
local function list_message(call, id, device, stored, open_max)
  local marks, open, online = look_at_device(call, device, stored)
  if not marks or marks.revoked then return false end
  local list = call.prefix .. 'l:' .. device
  local listed = redis.call('RPUSH', list, id)
  if open + listed > open_max then
    redis.call('RPOP', list)
    return false
  end
  if listed > LISTED_MAX and not marks.long then set_mark(device_of(call, device), 'long', true) end
  if online and not marks.more then wake(call, device) end
  if call.handing then call.handing.listed[device] = true end
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
  fields[n + 1], fields[n + 2], fields[n + 3], fields[n + 4], fields[n + 5], fields[n + 6] = 'shared', c.shared, 'record', c.record, 'content', c.content
  fields[n + 7], fields[n + 8], fields[n + 9], fields[n + 10] = 'indexes', indexes, 'n', digits(c.n)
end

-- Records of fresh messages: of one call they differ in the device only, which goes between the two.
local function fresh_record(call)
  if not call.fresh_before then
    local fresh = new_message('', call.now)
    fresh.rev = 1
    local packed = pack_message(fresh, STATUS.queued)
    call.fresh_before, call.fresh_after = sub(packed, 1, RECORD_DEVICE_AT - 1), sub(packed, RECORD_DEVICE_AT + 1)
  end
  return call.fresh_before, call.fresh_after
end

-- Stores a command and its messages; or says which device can't take one, and stores nothing. `stored`: of its devices, the first of
-- them behind `passed` others.
local function store_command(call, args, at, items, stored, passed, open_max)
  local flags = byte(args[at]) - 48
  local force, superseding = flags % SUPERSEDE == FORCE, flags % FLEET >= SUPERSEDE
  local ids, devices = items.ids, items.devices
  local taken, known = find_taken(call, items, args[at + 6] ~= '')
  -- One alone is refused by what putting it at the end of its list says.
  local is_alone = #ids == 1 and not force and not superseding
  local problem = not force and find_problem(call, devices, stored, passed, taken, not is_alone and open_max)
  if problem then return problem end
  local c = read_command(args, at, command_id(items.stem))
  local before, after = fresh_record(call)
  local fields, indexes, queued = {}, {}, 0
  for i, id in ipairs(ids) do
    if not taken[i] then
      local device, index, raw = devices[i], items.indexes[i], stored[passed + i]
      if superseding and device_of(call, device).exists then supersede(call, device_of(call, device), c.action) end
      indexes[#indexes + 1] = index
      local seat = not superseding and seat_of(call, device, raw, c)
      if seat or list_message(call, id, device, raw, open_max) then
        tell_queued(call, c, id, index, device)
        local n = #fields
        fields[n + 1], fields[n + 2] = index, before .. char(#device) .. device .. after
        queued = queued + 1
        if seat then hand(call, seat, id, c) end
      elseif is_alone then
        return { 'DEVICE_BACKLOG_FULL', 0 }
      else
        store_removed(call, id, device, c, fields)
      end
    end
  end
  if queued > 0 then count(call, nil, STATUS.queued, queued) end
  if #indexes == 0 then return end
  local key = call.prefix .. 'c:' .. c.id
  add_command(call, c, key, known, fields, #indexes == 1 and indexes[1] or concat(indexes))
  redis.call('HSET', key, unpack(fields))
  keep_command(call, c)
  if not known then index_command(call, c.id, c.action, c.record) end
  set_due(call, args[at + 4], c.id)
end

-- The same, and its idempotency key with it: a command whose key is bound to another is not stored.
local function submit_command(call, args, at, items, stored, passed, open_max, life)
  local key, wanted = args[at + 6], args[at + 7]
  if key == '' then return store_command(call, args, at, items, stored, passed, open_max) end
  local known = bound_to(key, wanted)
  if known then return { 'BOUND', known } end
  local problem = store_command(call, args, at, items, stored, passed, open_max)
  if not problem then redis.call('SET', key, wanted, 'PX', life) end
  return problem
end

-- submit: open_max, window, history_max, life of an idempotency key (ms), then commands, each by itself. What can be sent at once is handed to the worker that waits
-- for the place (shared/hand.lua).
-- Must be atomic: message, event and outbox are one fact [M1, M6]. Returns { kick, then word and index of each command }: the
-- word is '' for one that was stored, 'BOUND' for one whose key stands for what is in place of the index.
F.submit = function(keys, args)
  local call = begin(keys, args)
  local open_max, first = tonumber(args[OWN]), OWN + 4
  local devices, items, are_fleet = {}, {}, true
  for at = first, #args, COMMAND_ARGUMENTS do
    items[at] = read_items(args[at + 5])
    are_fleet = are_fleet and byte(args[at]) - 48 >= FLEET
    for _, device in ipairs(items[at].devices) do devices[#devices + 1] = device end
  end
  local stored = read_devices(call, devices)
  begin_handing(call, #devices, tonumber(args[OWN + 1]), open_max, are_fleet)
  local reply, passed = { 0 }, 0
  for at = first, #args, COMMAND_ARGUMENTS do
    local problem = submit_command(call, args, at, items[at], stored, passed, open_max, args[OWN + 3])
    passed = passed + #items[at].devices
    local n = #reply
    reply[n + 1], reply[n + 2] = problem and problem[1] or '', problem and problem[2] or 0
  end
  write_index(call)
  end_handing(call, tonumber(args[OWN + 2]))
  reply[1] = finish(call)
  return reply
end
