-- Named subscriptions [H6]. KEYS[1] is the subscription's hash; what all of a tenant's have in common is in a hash in the
-- same slot. Fields of a subscription:
--   application, generation, acked_at
--   f:<partition>   the floor: <epoch>:<next seq>
--   m:<member>      <lease's end, ms>:<stream>; of two streams of a member the later by name is the newer one
--   o:<partition>   the member that holds it

local function sub_now()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function sub_load(key)
  local flat = redis.call('HGETALL', key)
  if #flat == 0 then return nil end
  local sub = { floor = {}, members = {}, owners = {} }
  for i = 1, #flat, 2 do
    local field, value = flat[i], flat[i + 1]
    local kind, name = string.match(field, '^([fmo]):(.*)$')
    if kind == 'f' then
      sub.floor[tonumber(name)] = value
    elseif kind == 'm' then
      local ends, stream = string.match(value, '^(%d+):(.*)$')
      sub.members[name] = { ends = tonumber(ends), stream = stream }
    elseif kind == 'o' then
      sub.owners[tonumber(name)] = value
    else
      sub[field] = value
    end
  end
  sub.generation = tonumber(sub.generation)
  return sub
end

local function sub_names(members)
  local names = {}
  for name in pairs(members) do names[#names + 1] = name end
  table.sort(names)
  return names
end

local function sub_drop_dead(key, sub, now)
  for name, member in pairs(sub.members) do
    if member.ends <= now then
      sub.members[name] = nil
      redis.call('HDEL', key, 'm:' .. name)
    end
  end
end

-- How many each member may hold: as even as can be, the odd ones to those that hold the most already (sticky).
local function sub_quotas(names, held, partitions)
  local by_held = {}
  for i, name in ipairs(names) do by_held[i] = name end
  table.sort(by_held, function(a, b)
    if #held[a] ~= #held[b] then return #held[a] > #held[b] end
    return a < b
  end)
  local quotas, base, odd = {}, math.floor(partitions / #names), partitions % #names
  for i, name in ipairs(by_held) do quotas[name] = base + (i <= odd and 1 or 0) end
  return quotas
end

-- Shares the partitions out anew; the generation grows when that changes anything.
local function sub_share(key, sub, partitions)
  local names, held, free, owners = sub_names(sub.members), {}, {}, {}
  for _, name in ipairs(names) do held[name] = {} end
  for p = 0, partitions - 1 do
    local owner = sub.owners[p]
    if owner and held[owner] then table.insert(held[owner], p) else free[#free + 1] = p end
  end
  if #names > 0 then
    local quotas = sub_quotas(names, held, partitions)
    for _, name in ipairs(names) do
      while #held[name] > quotas[name] do free[#free + 1] = table.remove(held[name]) end
    end
    table.sort(free)
    for _, name in ipairs(names) do
      while #held[name] < quotas[name] do table.insert(held[name], table.remove(free, 1)) end
      for _, p in ipairs(held[name]) do owners[p] = name end
    end
  end
  local changed = false
  for p = 0, partitions - 1 do
    if owners[p] ~= sub.owners[p] then
      changed = true
      if owners[p] then redis.call('HSET', key, 'o:' .. p, owners[p]) else redis.call('HDEL', key, 'o:' .. p) end
    end
  end
  sub.owners = owners
  if changed then sub.generation = redis.call('HINCRBY', key, 'generation', 1) end
end

local function sub_floor(sub)
  local reply = {}
  for partition, position in pairs(sub.floor) do reply[#reply + 1] = partition .. ':' .. position end
  return reply
end

local function sub_reply(sub, now)
  local live = {}
  for _, name in ipairs(sub_names(sub.members)) do
    if sub.members[name].ends > now then live[#live + 1] = name end
  end
  return { sub.application, sub.generation, tonumber(sub.acked_at), sub_floor(sub), live }
end

-- Positions come as "<partition>:<epoch>:<seq>".
local function sub_position(arg)
  local partition, epoch, seq = string.match(arg, '^(%d+):(%x*):(%d+)$')
  return tonumber(partition), epoch, tonumber(seq)
end

-- index key, name, application, subscriptions at most, positions… Makes it unless it exists. Returns it, or LIMIT_REACHED.
F.sub_create = function(keys, args)
  local now = sub_now()
  local sub = sub_load(keys[1])
  if sub then return sub_reply(sub, now) end
  if redis.call('HLEN', args[1]) >= tonumber(args[4]) then return 'LIMIT_REACHED' end
  redis.call('HSET', args[1], args[2], args[3])
  redis.call('HSET', keys[1], 'application', args[3], 'generation', 0, 'acked_at', now)
  for i = 5, #args do
    local partition, epoch, seq = sub_position(args[i])
    redis.call('HSET', keys[1], 'f:' .. partition, epoch .. ':' .. string.format('%.0f', seq))
  end
  return sub_reply(sub_load(keys[1]), now)
end

F.sub_get = function(keys)
  local sub = sub_load(keys[1])
  return sub and sub_reply(sub, sub_now())
end

-- index key, name. Returns 1 when there was one.
F.sub_delete = function(keys, args)
  redis.call('DEL', keys[1])
  return redis.call('HDEL', args[1], args[2])
end

-- member, stream, lease_ms, partitions, members at most. Returns generation, the member's partitions, the floor; or a word:
-- GONE, TAKEN_OVER (a newer stream of the same member is there), LIMIT_REACHED.
F.sub_renew = function(keys, args)
  local key, now = keys[1], sub_now()
  local name, stream, partitions = args[1], args[2], tonumber(args[4])
  local sub = sub_load(key)
  if not sub then return 'GONE' end
  local member = sub.members[name]
  if member and member.ends > now and member.stream > stream then return 'TAKEN_OVER' end
  sub_drop_dead(key, sub, now)
  if not sub.members[name] and #sub_names(sub.members) >= tonumber(args[5]) then return 'LIMIT_REACHED' end
  sub.members[name] = { ends = now + tonumber(args[3]), stream = stream }
  redis.call('HSET', key, 'm:' .. name, string.format('%.0f', now + tonumber(args[3])) .. ':' .. stream)
  sub_share(key, sub, partitions)
  local mine = {}
  for p = 0, partitions - 1 do
    if sub.owners[p] == name then mine[#mine + 1] = p end
  end
  return { sub.generation, mine, sub_floor(sub), tonumber(sub.acked_at) }
end

-- member, stream. Gives up its partitions at once. Nothing when another stream of the member is there.
F.sub_leave = function(keys, args)
  local key = keys[1]
  local sub = sub_load(key)
  if not sub or not sub.members[args[1]] or sub.members[args[1]].stream ~= args[2] then return 0 end
  sub.members[args[1]] = nil
  redis.call('HDEL', key, 'm:' .. args[1])
  sub_drop_dead(key, sub, sub_now())
  local partitions = 0
  for _ in pairs(sub.floor) do partitions = partitions + 1 end
  sub_share(key, sub, partitions)
  return 1
end

-- member, stream, positions… Raises the floor where the member holds the partition; another epoch than the floor's
-- replaces it. Returns stored; STALE_GENERATION when some of it was refused; GONE.
F.sub_ack = function(keys, args)
  local key = keys[1]
  local sub = sub_load(key)
  if not sub then return 'GONE' end
  local member = sub.members[args[1]]
  local is_live = member and member.stream == args[2]
  local answer, moved = 'stored', false
  for i = 3, #args do
    local partition, epoch, seq = sub_position(args[i])
    local floor_epoch, floor_seq = string.match(sub.floor[partition] or ':0', '^(%x*):(%d+)$')
    if floor_epoch ~= epoch or tonumber(floor_seq) < seq then
      if is_live and sub.owners[partition] == args[1] then
        redis.call('HSET', key, 'f:' .. partition, epoch .. ':' .. string.format('%.0f', seq))
        moved = true
      else
        answer = 'STALE_GENERATION'
      end
    end
  end
  if moved then redis.call('HSET', key, 'acked_at', sub_now()) end
  return answer
end

-- positions… Sets the floor. Returns stored, SUBSCRIPTION_BUSY with live members, GONE.
F.sub_seek = function(keys, args)
  local key, now = keys[1], sub_now()
  local sub = sub_load(key)
  if not sub then return 'GONE' end
  for _, member in pairs(sub.members) do
    if member.ends > now then return 'SUBSCRIPTION_BUSY' end
  end
  for _, arg in ipairs(args) do
    local partition, epoch, seq = sub_position(arg)
    redis.call('HSET', key, 'f:' .. partition, epoch .. ':' .. string.format('%.0f', seq))
  end
  redis.call('HSET', key, 'acked_at', now)
  return 'stored'
end
