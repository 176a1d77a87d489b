-- Reading the hook log of a place [H1–H3]. KEYS[1] is the place's prefix. Each is one atomic look at `meta` and `ev`, so that
-- the epoch is that of the blocks beside it.

local function log_epoch(meta, known, salt)
  if known then return known end
  local time = redis.call('TIME')
  local epoch = string.sub(redis.sha1hex(meta .. time[1] .. ':' .. time[2] .. (salt or '')), 1, 16)
  redis.call('HSET', meta, 'epoch', epoch)
  return epoch
end

local function log_state(prefix)
  local f = redis.call('HMGET', prefix .. 'meta', 'epoch', 'seq')
  return log_epoch(prefix .. 'meta', f[1]), tonumber(f[2] or 0)
end

local function log_block(entry)
  local first, events = string.match(entry[1], '^(%d+)-(%d+)$')
  local block = { first = tonumber(first), events = tonumber(events) }
  for i = 1, #entry[2], 2 do block[entry[2][i]] = entry[2][i + 1] end
  return block
end

local function log_at(prefix, seq)
  local found = redis.call('XREVRANGE', prefix .. 'ev', string.format('%.0f-18446744073709551615', seq), '-', 'COUNT', 1)
  return found[1] and log_block(found[1])
end

local function log_from(prefix, seq)
  local found = redis.call('XRANGE', prefix .. 'ev', string.format('%.0f-0', seq), '+', 'COUNT', 1)
  return found[1] and log_block(found[1])
end

local function log_bounds(prefix)
  local epoch, tail = log_state(prefix)
  local oldest = log_from(prefix, 0)
  return { epoch, oldest and oldest.first or tail + 1, tail }
end

F.log_bounds = function(keys) return log_bounds(keys[1]) end

-- from_seq, blocks_max, bytes_max. Returns epoch, tail, then of each block: first, count, t, k, a, p, d. At least one block
-- when there is one and blocks_max > 0, whatever its size.
F.log_read = function(keys, args)
  local prefix, from, blocks_max, bytes_max = keys[1], tonumber(args[1]), tonumber(args[2]), tonumber(args[3])
  local epoch, tail = log_state(prefix)
  local reply, blocks, bytes = { epoch, tail }, 0, 0
  if blocks_max == 0 or from > tail then return reply end
  local block = log_from(prefix, from)
  if not block or block.first ~= from then
    local before = log_at(prefix, from)
    if before and before.first + before.events > from then block = before end
  end
  while block and blocks < blocks_max do
    local packed, plain = block.p or '', block.d or ''
    local size = #packed + #plain
    if blocks > 0 and bytes + size > bytes_max then break end
    for _, value in ipairs({ block.first, block.events, block.t, block.k, block.a, packed, plain }) do reply[#reply + 1] = value end
    blocks, bytes = blocks + 1, bytes + size
    if blocks == blocks_max or block.first + block.events > tail then break end
    block = log_from(prefix, block.first + 1)
  end
  return reply
end

-- time. The first sequence number of the first block that was appended at or after it; tail + 1 when there is none.
F.log_seq_at = function(keys, args)
  local prefix, time = keys[1], tonumber(args[1])
  local _, tail = log_state(prefix)
  local oldest = log_from(prefix, 0)
  if not oldest then return tail + 1 end
  local low, high, found = oldest.first, tail, tail + 1
  while low <= high do
    local middle = math.floor((low + high) / 2)
    local block = log_at(prefix, middle)
    if tonumber(block.t) >= time then
      found, high = block.first, block.first - 1
    else
      -- Of a log with a hole in it, as a restored copy may have, the block before it ends short of the middle: without this the
      -- search would stay there, and Redis with it.
      low = math.max(block.first + block.events, middle + 1)
    end
  end
  return found
end

-- epoch. Starts a new epoch if that is still the one [H3]. Returns the bounds.
F.log_regress = function(keys, args)
  local meta = keys[1] .. 'meta'
  if redis.call('HGET', meta, 'epoch') == args[1] then log_epoch(meta, nil, args[1]) end
  return log_bounds(keys[1])
end
