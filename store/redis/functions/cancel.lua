-- cancel: messages. Returns { kick, word, … }: canceled, asked, unchanged (final), unknown [M12].
F.cancel = function(keys, args)
  local call = begin(keys, args)
  local words = { 0 }
  for i = OWN, #args do
    local id = args[i]
    local m = get_message(call, id)
    local word = 'unknown'
    if m and m.status >= FIRST_FINAL then
      word = 'unchanged'
    elseif m and m.status == STATUS.canceling then
      word = 'asked'
    elseif m then
      apply(call, id, m, 'cancel', { reason = 'CANCELED_BY_APPLICATION' })
      save(call, id, m)
      word = m.status == STATUS.canceled and 'canceled' or 'asked'
    end
    words[#words + 1] = word
  end
  words[1] = finish(call)
  return words
end
