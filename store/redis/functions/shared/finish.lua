-- The end of a call: what it changed is written, each value once.

-- Records of messages, gathered by command; their clocks. Those that no longer have one go into `ended`.
local function gather_messages(call, ended)
  for id, m in pairs(call.changed) do
    local status = m.status
    if status ~= STATUS.sent or m.rebased then
      put_record(call, command_of(call, id), index_of(id), pack_message(m, status == STATUS.sent and STATUS.queued or status))
    end
    if m.due ~= m.due_was then
      if m.due > 0 then
        set_due(call, digits(m.due), id)
      else
        ended[#ended + 1] = id
      end
      m.due_was = m.due
    end
  end
end

-- Fields of a command: how many of its messages ended how.
local FINALS = {}
for status = 1, #STATUS_NAME do FINALS[status] = 'f' .. status end

-- Where nothing had ended, there is nothing to add to: what ends now is a field beside the records.
local function gather_finals(call, c)
  for status, change in pairs(c.finals) do
    if change ~= 0 and c.ended_before == 0 then
      put_record(call, c, FINALS[status], digits(change))
    elseif change ~= 0 then
      redis.call('HINCRBY', call.prefix .. 'c:' .. c.id, FINALS[status], digits(change))
    end
  end
end

-- Those of the usual way (usual.lua).
local function count_done(call, c)
  local n = c.done
  if n == 0 then return end
  count(call, STATUS.sent, STATUS.succeeded, n)
  c.ended = c.ended + n
  c.finals[STATUS.succeeded] = (c.finals[STATUS.succeeded] or 0) + n
end

local function write_commands(call)
  local ended, gone = {}, {}
  gather_messages(call, ended)
  for _, c in pairs(call.by_message) do
    count_done(call, c)
    gather_finals(call, c)
    if c.ended > 0 then
      local total = c.ended_before + c.ended
      put_record(call, c, 'ended', digits(total))
      if total >= c.n then
        ended[#ended + 1] = c.id
        gone[#gone + 1] = call.prefix .. 'c:' .. c.id
      end
    end
  end
  for c, list in pairs(call.records) do redis.call('HSET', call.prefix .. 'c:' .. c.id, unpack(list)) end
  for _, key in ipairs(gone) do redis.call('PEXPIRE', key, call.settings.keep) end
  if #call.due > 0 then redis.call('ZADD', call.prefix .. 'due', unpack(call.due)) end
  if #ended > 0 then redis.call('ZREM', call.prefix .. 'due', unpack(ended)) end
end

local function write_devices(call)
  local list = {}
  for id, d in pairs(call.devices) do
    if d.dirty and d.exists then
      local n = #list
      list[n + 1], list[n + 2] = call.prefix .. 'd:' .. id, pack_device(d)
    end
  end
  if #list > 0 then redis.call('MSET', unpack(list)) end
end

-- A worker that stays with the place is told so, with the turn of its claim since when it waits, what was handed to it (hand.lua), and
-- whether there is something to claim. False when it is not there any more; a cluster does not know that of one that is connected
-- elsewhere.
local function wake_waiter(call, waiter, has_ready)
  local handed = call.handed or {}
  local packed = { call.prefix, tonumber(meta_of(call)[5]), handed[1] or {}, handed[2] or {}, has_ready and 1 or 0 }
  local heard = redis.pcall('PUBLISH', waiter, cmsgpack.pack(packed))
  return type(heard) == 'number' and heard > 0
end

-- How long eight answers of devices take (ms): a running mean, of one answer a call.
local function took_by_eight(call)
  local before = tonumber(meta_of(call)[6])
  return digits(before and before - floor(before / 8) + call.took or 8 * call.took)
end

-- Writes what was gathered; gives the number of the kick that is needed, or 0.
local function finish(call)
  write_commands(call)
  write_devices(call)
  for status, change in pairs(call.counts) do
    if change ~= 0 then redis.call('HINCRBY', call.prefix .. 'n', digits(status), digits(change)) end
  end
  write_block(call)
  local seq = call.first and digits(call.first - 1)
  local meta, has_ready = call.prefix .. 'meta', #call.ready > 0
  if has_ready then redis.call('ZADD', call.prefix .. 'ready', 'NX', unpack(call.ready)) end
  local f = (has_ready or call.handed) and meta_of(call)
  -- Who was only handed something has nothing to claim, and waits on.
  local is_told = f and f[1] == '3' and wake_waiter(call, f[2], has_ready)
  local is_armed = f and f[1] ~= '1' and not (is_told and not has_ready)
  local fields = is_armed and { 'armed', '1', 'armedAt', call.now_text } or {}
  local n = #fields
  if seq then fields[n + 1], fields[n + 2], n = 'seq', seq, n + 2 end
  if call.took then fields[n + 1], fields[n + 2] = 'took', took_by_eight(call) end
  if #fields > 0 then redis.call('HSET', meta, unpack(fields)) end
  if is_told or not is_armed then return 0 end
  return redis.call('HINCRBY', meta, 'kick', 1)
end
