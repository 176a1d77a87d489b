import { CLOSE_REASONS } from '../../core/close-reasons.ts'
import { ERROR_CODES, errorSentence, errorStatus, REFUSALS } from '../../core/errors.ts'
import { HTTP_STATUS } from './failure.ts'

/** [A2, S7] docs/errors.md, made from the registries. */
export function errorsPage(): string {
  const errors = ERROR_CODES.map((code) => {
    const status = errorStatus(code)
    return [code, status, HTTP_STATUS[status], errorSentence(code).replace('{detail}', '…')]
  })
  const closes = Object.entries(CLOSE_REASONS).map(([reason, { code, reconnect, retryMs, text }]) => {
    return [code, reason, reconnect ? `yes, within ${retryMs / 1_000} s` : 'no', text]
  })
  return `${[
    '# Errors',
    'Made from core/errors.ts and core/close-reasons.ts. After a change of them: `npx vitest run test/contract/docs.test.ts -u`.',
    '## Of the API',
    [
      'Over gRPC an error is a status with the trailer `sotto-error-bin` (a `sotto.v1.ErrorDetail`); over HTTP it is a status and the body',
      '`{"code", "message", "reason", "field", "retryAfterMs", "details"}`, of which `code`, `message` and `details` are the Connect protocol’s.',
      '`reason` is the code below; `field` is the path of what is wrong: `devices[3]`, `clocks.lease_seconds` (as in the .proto file; JSON that is',
      'itself wrong is named as it was spelled). `retryAfterMs` above zero: the same call can succeed after that time.',
    ].join('\n'),
    table(['reason', 'code', 'HTTP', 'what, why, what to do'], errors),
    '## Of a device’s channel',
    'A channel is closed with one of these [S7]. Come back at a random time within the bound, or not at all.',
    table(['code', 'reason', 'come back', 'why'], closes),
    '## Of one thing that a device said',
    'The channel stays; `refused` names the message [M4, S4].',
    table(['code', 'why'], Object.entries(REFUSALS)),
  ].join('\n\n')}\n`
}

/** Padded as the formatter would have it. */
function table(head: string[], rows: (string | number)[][]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => String(cell).replaceAll('|', '\\|')))
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)))
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [line(cells[0]!), line(widths.map((width) => '-'.repeat(width))), ...cells.slice(1).map(line)].join('\n')
}
