-- What keeps nodes and their channels working. Functions and not plain commands, because a full Redis must not end work in
-- hand: a node that could not renew its lease would be buried, and with it every channel that brings results [B1].

-- KEYS[1] the leases of nodes; until, node. Returns 1 when the node was known, 0 when it is new or had been buried.
F.beat = function(keys, args)
  local known = redis.call('ZSCORE', keys[1], args[2])
  redis.call('ZADD', keys[1], args[1], args[2])
  return known and 1 or 0
end

-- Inboxes are in memory only: what a parcel says stands in the store already, and ack_by brings it again should it be lost.
-- So nobody waits for the disk here, and frames are not in the append-only file.

-- KEYS[1] the inbox of a node; entries_max, parcels.
F.inbox_send = function(keys, args)
  redis.set_repl(redis.REPL_NONE)
  redis.call('XADD', keys[1], 'MAXLEN', '~', args[1], '*', 'p', args[2])
  return 0
end

-- KEYS[1] the inbox of a node; the first entry that was not read.
F.inbox_trim = function(keys, args)
  redis.set_repl(redis.REPL_NONE)
  return redis.call('XTRIM', keys[1], 'MINID', args[1])
end
