-- What Lua and Redis bring, as locals: a global is looked for in two tables each time. While a library is loaded, Redis 7.0 has none of
-- it, so the first call sets them.

local function globals() return redis, struct, string, math, table, cjson, cmsgpack, ipairs, pairs, unpack, tonumber, type, next end

local redis, struct, string, math, table, cjson, cmsgpack, ipairs, pairs, unpack, tonumber, type, next
local char, floor, concat, sub, find, byte

local function find_globals()
  redis, struct, string, math, table, cjson, cmsgpack, ipairs, pairs, unpack, tonumber, type, next = globals()
  char, floor, concat, sub, find, byte = string.char, math.floor, table.concat, string.sub, string.find, string.byte
end

-- A function as it is registered.
register = function(run)
  return function(keys, args)
    if not redis then find_globals() end
    return run(keys, args)
  end
end
