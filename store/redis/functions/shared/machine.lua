-- core/message.ts as Lua: library.ts puts MACHINE before this.

-- While a library is loaded, Redis 7.0 has none of Lua's own functions; what is made from core/message.ts comes ready made.
local STATUS, STATUS_NAME, KIND, KIND_NAME, KIND_BIT = MACHINE.status, MACHINE.status_name, MACHINE.kind, MACHINE.kind_name, MACHINE.kind_bit
local DEVICE_INPUTS, OF_DEVICE, TRANSITIONS = MACHINE.device_inputs, MACHINE.of_device, MACHINE.transitions
local FIRST_FINAL = STATUS.succeeded
local ENDED_BADLY = { [STATUS.failed] = true, [STATUS.rejected] = true, [STATUS.expired] = true, [STATUS.timed_out] = true }
