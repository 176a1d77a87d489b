import type { Message__Output } from '../../../../proto/gen/sotto/v1/Message.ts'
import type { JsonObject } from '../../wire/methods.ts'

/** The command that would make such a message again, without the key that it needs. */
type Draft = {
  action: string
  devices: string[]
  params?: JsonObject
  concurrencyKey?: string
  tags?: string[]
  hook?: JsonObject
}

function draftOf({ action, deviceId, content, concurrencyKey, tags, hook }: Message__Output): Draft {
  const params = JSON.parse(content || '{}') as JsonObject
  return {
    action,
    devices: [deviceId],
    ...(Object.keys(params).length > 0 && { params }),
    ...(concurrencyKey && { concurrencyKey }),
    ...(tags.length > 0 && { tags }),
    ...(hook?.program && {
      hook: {
        program: hook.program,
        ...(hook.arguments.length > 0 && { arguments: hook.arguments }),
        ...(hook.interrupt && { interrupt: true }),
      },
    }),
  }
}

export function asCurl(message: Message__Output, server: string): string {
  return [
    `curl ${quoted(`${server}/sotto.v1.CommandService/Submit`)}`,
    `-H "authorization: Bearer $SOTTO_KEY"`,
    `-H 'content-type: application/json'`,
    `-d ${quoted(JSON.stringify(draftOf(message)))}`,
  ].join(' \\\n  ')
}

export function asCli(message: Message__Output): string {
  const { action, devices, params, concurrencyKey, tags = [] } = draftOf(message)
  const { hook } = message
  return [
    `sotto send ${quoted(action)} ${devices.map((device) => `--device ${quoted(device)}`).join(' ')}`,
    ...(params ? [`--params ${quoted(JSON.stringify(params))}`] : []),
    ...(concurrencyKey ? [`--key-name ${quoted(concurrencyKey)}`] : []),
    ...tags.map((tag) => `--tag ${quoted(tag)}`),
    ...(hook?.program
      ? [`--program ${quoted(hook.program)}`, ...hook.arguments.map((one) => `--arg ${quoted(one)}`)]
      : []),
    ...(hook?.program && hook.interrupt ? ['--interrupt'] : []),
  ].join(' ')
}

export function asTypeScript(message: Message__Output): string {
  const draft = JSON.stringify(draftOf(message), null, 2).replace(/^( *)"([A-Za-z_]\w*)":/gm, '$1$2:')
  return [
    `import { createSotto } from '@sotto/sdk'`,
    '',
    `const sotto = createSotto({ address: '${location.hostname}:7071', key: process.env.SOTTO_KEY })`,
    `const { messages } = await sotto.run(${draft})`,
    '',
  ].join('\n')
}

/** As one word of a shell. */
const quoted = (word: string): string => (/^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)
