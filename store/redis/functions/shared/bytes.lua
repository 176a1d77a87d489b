-- Bytes of protobuf fields. A function's time is mostly strings, so what comes again and again is made once and kept.

-- Lengths and small numbers. Kept up to here, which bounds the table.
local VARINT_KEPT_MAX = 16384
local VARINT = {}

local function make_varint(n)
  local bytes, rest = {}, n
  while rest >= 128 do
    bytes[#bytes + 1] = char(rest % 128 + 128)
    rest = floor(rest / 128)
  end
  bytes[#bytes + 1] = char(rest)
  local made = concat(bytes)
  if n < VARINT_KEPT_MAX then VARINT[n] = made end
  return made
end

local function varint(n) return VARINT[n] or make_varint(n) end

-- Numbers that are handed to redis.call, as texts: it would print each as a double, which takes longer than a small command.
local DIGITS = {}
local function digits(n)
  local made = DIGITS[n]
  if made then return made end
  made = string.format('%.0f', n)
  if n < VARINT_KEPT_MAX and n > -VARINT_KEPT_MAX then DIGITS[n] = made end
  return made
end

-- Fields of HookEvent; tags as in proto/sotto/v1/hook.proto.
local function text(tag, value)
  if value == nil or value == '' then return '' end
  local n = #value
  return tag .. (VARINT[n] or make_varint(n)) .. value
end
local function number(tag, value)
  if value == nil or value == 0 then return '' end
  return tag .. varint(value)
end

-- Joins texts. table.concat makes a text of each 8 KB on its way and joins those again; and Redis' Lua
-- hashes every byte of every text it makes.
local JOINED = 32
local function join_some(t, i)
  return t[i] .. t[i + 1] .. t[i + 2] .. t[i + 3] .. t[i + 4] .. t[i + 5] .. t[i + 6] .. t[i + 7] .. t[i + 8] .. t[i + 9] .. t[i + 10]
    .. t[i + 11] .. t[i + 12] .. t[i + 13] .. t[i + 14] .. t[i + 15] .. t[i + 16] .. t[i + 17] .. t[i + 18] .. t[i + 19] .. t[i + 20]
    .. t[i + 21] .. t[i + 22] .. t[i + 23] .. t[i + 24] .. t[i + 25] .. t[i + 26] .. t[i + 27] .. t[i + 28] .. t[i + 29] .. t[i + 30]
    .. t[i + 31]
end

-- `t` is the caller's no more.
local function join(t)
  local n = #t
  if n <= JOINED then return concat(t) end
  while n > 1 do
    for i = n + 1, n + (-n) % JOINED do t[i] = '' end
    local made, m = {}, 0
    for i = 1, n, JOINED do
      m = m + 1
      made[m] = join_some(t, i)
    end
    t, n = made, m
  end
  return t[1]
end
