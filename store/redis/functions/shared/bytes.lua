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

-- Joins texts. table.concat makes a text of each 8 KB on its way and joins those again, join_all (library.ts) makes one text only;
-- and Redis' Lua hashes every byte of every text it makes.
local CONCATENATED = 32

-- `t` is the caller's no more.
local function join(t)
  local n = #t
  if n <= CONCATENATED or n > JOINED then return concat(t) end
  for i = n + 1, JOINED do t[i] = '' end
  return join_all(t)
end
