-- The end of a call: what it changed is written, each value once.

local function write_messages(call)
  local due, ended = {}, {}
  for id, m in pairs(call.changed) do
    local status = m.status
    if status ~= STATUS.sent or m.rebased then
      put_record(call, command_of(call, id), index_of(id), pack_message(m, status == STATUS.sent and STATUS.queued or status))
    end
    if m.due ~= m.due_was then
      if m.due > 0 then
        due[#due + 1] = m.due
        due[#due + 1] = id
      else
        ended[#ended + 1] = id
      end
      m.due_was = m.due
    end
  end
  for command, list in pairs(call.records) do redis.call('HSET', call.prefix .. 'c:' .. command.id, unpack(list)) end
  if #due > 0 then redis.call('ZADD', call.prefix .. 'due', unpack(due)) end
  if #ended > 0 then redis.call('ZREM', call.prefix .. 'due', unpack(ended)) end
end

local function write_commands(call)
  for _, c in pairs(call.by_message) do
    local key = call.prefix .. 'c:' .. c.id
    for status, change in pairs(c.finals) do
      if change ~= 0 then redis.call('HINCRBY', key, 'f' .. status, change) end
    end
    if c.ended > 0 and redis.call('HINCRBY', key, 'ended', c.ended) >= c.n then
      redis.call('ZREM', call.prefix .. 'due', c.id)
      redis.call('PEXPIRE', key, call.retention + call.grace)
    end
  end
end

-- A worker that stays with the place is told so. False when it is not there any more; a cluster does not know that of one that
-- is connected elsewhere.
local function wake_waiter(call, waiter)
  local heard = redis.pcall('PUBLISH', waiter, call.prefix)
  return type(heard) == 'number' and heard > 0
end

-- Writes what was gathered; gives the number of the kick that is needed, or 0.
local function finish(call)
  write_messages(call)
  write_commands(call)
  for id, d in pairs(call.devices) do
    if d.dirty and d.exists then redis.call('SET', call.prefix .. 'd:' .. id, pack_device(d)) end
  end
  for status, change in pairs(call.counts) do
    if change ~= 0 then redis.call('HINCRBY', call.prefix .. 'n', status, change) end
  end
  write_block(call)
  if #call.ready == 0 then return 0 end
  redis.call('ZADD', call.prefix .. 'ready', 'NX', unpack(call.ready))
  local meta = call.prefix .. 'meta'
  local f = redis.call('HMGET', meta, 'armed', 'waiter')
  if f[1] == '1' then return 0 end
  redis.call('HSET', meta, 'armed', 1, 'armedAt', call.now)
  if f[1] == '2' and wake_waiter(call, f[2]) then return 0 end
  return redis.call('HINCRBY', meta, 'kick', 1)
end
