-- Reading messages, each as it is: what its record says, and what its device's window says over that.

-- read: messages. Returns of each its record, its outcome and its conflicts, or nothing where there is none.
F.read = function(keys, args)
  local call = begin(keys, args)
  local found = {}
  for i = OWN, #args do
    local id = args[i]
    local m = get_message(call, id)
    if m then
      if m.status == STATUS.sent then m.due = m.updated + command_of(call, id).ack end
      local outcome = m.status >= FIRST_FINAL and redis.call('HGET', call.prefix .. 'c:' .. command_id(id), '=' .. index_of(id))
      found[#found + 1] = { pack_message(m, m.status), outcome or '', m.status >= FIRST_FINAL and redis.call('LRANGE', call.prefix .. 'x:' .. id, 0, -1) or {} }
    else
      found[#found + 1] = {}
    end
  end
  return found
end
