-- Ends all that is open for a device, e.g. because it was enrolled again [S5].
local function remove_all(call, d, reason)
  local removed = 0
  for _, open in ipairs(open_messages(call, d.id)) do
    if not apply(call, open.id, open.m, 'remove', { reason = reason }) then
      save(call, open.id, open.m)
      removed = removed + 1
    end
  end
  for _, name in ipairs({ 'l:', 'y:', 'a:', 'q:', 'k:', 'o:' }) do redis.call('DEL', call.prefix .. name .. d.id) end
  d.sent, d.marks, d.taken, d.dirty = '', MARKS[0], 0, true
  return removed
end

local function unbind(call, d)
  if d.node == '' then return end
  redis.call('SREM', call.prefix .. 'on:' .. d.node, d.id)
  redis.call('HSET', call.prefix .. 'f:' .. d.id, 'seen', call.now)
  d.node, d.wire, d.dirty = '', '', true
end

-- enroll: device, public key, labels. Returns { epoch, node, channel }: the channel that was live and must be closed.
F.enroll = function(keys, args)
  local call = begin(keys, args)
  local id, public_key, labels = args[OWN], args[OWN + 1], args[OWN + 2]
  local facts = call.prefix .. 'f:' .. id
  local d = device_of(call, id)
  if d.exists and not d.marks.revoked and redis.call('HGET', facts, 'pk') == public_key then
    redis.call('HSET', facts, 'labels', labels)
    return { d.epoch, '', 0 }
  end
  local node, channel = d.node, d.channel
  if d.exists then
    remove_all(call, d, 'ENROLLED_AGAIN')
    unbind(call, d)
  end
  redis.call('HSET', facts, 'pk', public_key, 'labels', labels, 'enrolled', call.now, 'agent', '', 'actions', '[]')
  d.exists, d.marks, d.session, d.dirty = true, MARKS[0], '', true
  d.epoch, d.channel = d.epoch + 1, channel + (node ~= '' and 1 or 0)
  redis.call('ZADD', call.prefix .. 'devices', 0, id)
  finish(call)
  return { d.epoch, node, channel }
end

-- revoke: device. Returns { known, removed, node, channel }.
F.revoke = function(keys, args)
  local call = begin(keys, args)
  local d = device_of(call, args[OWN])
  if not d.exists then return { 0, 0, '', 0 } end
  local node, channel = d.node, d.channel
  local removed = remove_all(call, d, 'DEVICE_REVOKED')
  unbind(call, d)
  d.marks, d.session, d.dirty = MARKS[MARK.revoked], '', true
  finish(call)
  return { 1, removed, node, channel }
end

-- When a message was accepted, as it begins its identifier.
local ACCEPTED_AT_CHARS = 10

local function in_order_accepted(a, b)
  if a.accepted ~= b.accepted then return a.accepted < b.accepted end
  return a.at < b.at
end

-- What went out on an older channel and was not receipted waits again, before what is newer [M8], in the order in which it was
-- accepted; of the same millisecond, in that in which it was sent [M9].
local function requeue_window(call, d)
  local waiting, window = {}, {}
  for at = 1, #d.sent, SENT_BYTES do
    local id, _, attempt = struct.unpack(SENT, d.sent, at)
    if attempt > 0 then
      waiting[#waiting + 1] = { id = id, accepted = sub(id, 1, ACCEPTED_AT_CHARS), at = at }
      window[#window + 1] = sub(d.sent, at, at + SENT_BYTES - 1)
    end
  end
  d.sent = concat(window)
  table.sort(waiting, in_order_accepted)
  for _, one in ipairs(waiting) do
    local m = get_message(call, one.id)
    apply(call, one.id, m, 'retry', { reason = 'CHANNEL_LOST' })
    save(call, one.id, m)
  end
end

-- What became of one open, in six words of the reply.
local function answer_open(answers, word, session, resumed, channel, node, older)
  local n = #answers
  answers[n + 1], answers[n + 2], answers[n + 3] = word, session or '', resumed and 1 or 0
  answers[n + 4], answers[n + 5], answers[n + 6] = channel or 0, node or '', older or 0
end

local function open_device(call, answers, joined, id, epoch, node, wire, presented, fresh, agent, actions)
  local d = device_of(call, id)
  if not d.exists then return answer_open(answers, 'UNKNOWN_DEVICE') end
  if d.marks.revoked then return answer_open(answers, 'REVOKED') end
  if d.epoch ~= tonumber(epoch) then return answer_open(answers, 'STALE_EPOCH') end
  local was_node, was_channel = d.node, d.channel
  local resumed = d.session ~= '' and presented == d.session
  if was_node ~= '' and was_node ~= node then redis.call('SREM', call.prefix .. 'on:' .. was_node, id) end
  -- Not at the end of the call: the same device may be opened by another node in it.
  redis.call('SADD', call.prefix .. 'on:' .. node, id)
  joined[node] = true
  redis.call('HSET', call.prefix .. 'f:' .. id, 'seen', call.now, 'agent', agent, 'actions', actions)
  d.node = ''
  requeue_window(call, d)
  if redis.call('SUNIONSTORE', call.prefix .. 'q:' .. id, call.prefix .. 'a:' .. id) > 0 then set_mark(d, 'asks', true) end
  d.node, d.wire, d.channel, d.dirty = node, wire, was_channel + 1, true
  if not resumed then d.session = fresh end
  -- Nobody has to look at it again (claim.lua): what waits for it wakes it here, and what comes later does.
  if d.marks.rests then
    set_mark(d, 'rests', false)
    set_mark(d, 'more', false)
  end
  -- Most of those that come back at once have nothing to be sent: no worker looks at them.
  if d.marks.again or d.marks.asks or redis.call('EXISTS', call.prefix .. 'l:' .. id) == 1 then wake_device(call, d) end
  answer_open(answers, 'ok', d.session, resumed, d.channel, was_node, was_channel)
end

-- open: device, epoch, node, wire, presented session, fresh session, agent, actions, of each. Returns { kick, word, session,
-- resumed, channel, evicted node, evicted channel, … }; all but 'ok' is a refusal, with nothing behind it. Must be atomic: the
-- older channel's word counts until here, and no longer [S3].
F.open = function(keys, args)
  local call = begin(keys, args)
  local answers, joined = { 0 }, {}
  for i = OWN, #args, 8 do open_device(call, answers, joined, unpack(args, i, i + 7)) end
  for node in pairs(joined) do redis.call('SADD', call.prefix .. 'nodes', node) end
  answers[1] = finish(call)
  return answers
end

-- close: device and channel in turn. Only channels that are still the device's own.
F.close = function(keys, args)
  local call = begin(keys, args)
  for i = OWN, #args, 2 do
    local d = device_of(call, args[i])
    if d.channel == tonumber(args[i + 1]) then unbind(call, d) end
  end
  finish(call)
  return 0
end

-- bury: node, count. Marks devices of a dead node offline [S6]; with the last of them, the node is none of the place's.
-- Returns how many.
F.bury = function(keys, args)
  local call = begin(keys, args)
  local key = call.prefix .. 'on:' .. args[OWN]
  local at_most = tonumber(args[OWN + 1])
  local ids = redis.call('SPOP', key, at_most)
  if #ids < at_most then redis.call('SREM', call.prefix .. 'nodes', args[OWN]) end
  for _, id in ipairs(ids) do
    local d = device_of(call, id)
    if d.node == args[OWN] then unbind(call, d) end
  end
  finish(call)
  return #ids
end

-- seen: device and channel in turn. Returns the indexes, from 0, of channels that are not live here.
F.seen = function(keys, args)
  local call = begin(keys, args)
  local stale = {}
  for i = OWN, #args, 2 do
    local d = device_of(call, args[i])
    if d.node ~= '' and d.channel == tonumber(args[i + 1]) then
      redis.call('HSET', call.prefix .. 'f:' .. d.id, 'seen', call.now)
    else
      stale[#stale + 1] = (i - OWN) / 2
    end
  end
  return stale
end

local function has_labels(labels, wanted)
  for name, value in pairs(wanted) do if labels[name] ~= value then return false end end
  return true
end

-- select: after, labels as JSON, count, open_max. Devices that are not revoked and have all of these values, of the next `count` by
-- name. Returns { where it stopped, or '' at the end, 1 when each can certainly take one more message, device, … }.
F.select = function(keys, args)
  local call = begin(keys, args)
  local after, wanted, at_most, open_max = args[OWN], cjson.decode(args[OWN + 1]), tonumber(args[OWN + 2]), tonumber(args[OWN + 3])
  local ids = redis.call('ZRANGEBYLEX', call.prefix .. 'devices', after == '' and '-' or '(' .. after, '+', 'LIMIT', 0, at_most)
  if #ids == 0 then return { '', 1 } end
  local found, is_any = { #ids == at_most and ids[at_most] or '', 1 }, next(wanted) == nil
  for i, raw in ipairs(read_devices(call, ids)) do
    local marks, open = peek_device(raw)
    if not marks.revoked and (is_any or has_labels(cjson.decode(redis.call('HGET', call.prefix .. 'f:' .. ids[i], 'labels')), wanted)) then
      found[#found + 1] = ids[i]
      if may_be_full(marks, open, open_max) then found[2] = 0 end
    end
  end
  return found
end
