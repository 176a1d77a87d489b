-- Bytes of protobuf fields. A function's time is mostly strings, so what comes again and again is made once and kept.

local char, floor, concat, sub, find, byte -- set by the first call: while a library is loaded, Redis 7.0 has none of them

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
