import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SETTINGS } from '../../core/config.ts'
import * as limits from '../../core/limits.ts'
import { isSignedBy, readPublicKey } from '../../gateway/channels/hello.ts'

const page = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8')
const KIB = 1024

describe('docs/protocol.md', () => {
  it('[S1] [S2] its example of a signature is one that the gateway takes', async () => {
    const [publicKey, nonce, signature] = ['public key', 'nonce', 'signature'].map((name) => {
      const [, value = ''] = new RegExp(`^\\| ${name} +\\| \`([^\`]+)\``, 'm').exec(page) ?? []
      return Buffer.from(value, 'base64')
    })
    const hello = { tenant: 'default', deviceId: 'lobby-1', epoch: 1, sessionId: '', agent: '', actions: [] }
    expect(await isSignedBy(readPublicKey(publicKey!), { ...hello, signature: signature! }, nonce!)).toBe(true)
    expect(await isSignedBy(readPublicKey(publicKey!), { ...hello, epoch: 2, signature: signature! }, nonce!)).toBe(
      false,
    )
  })

  it('[B1] its limits are those of core/limits.ts', () => {
    const said = [
      ['a frame', `${limits.FRAME_BYTES_MAX / KIB} KiB`],
      ['entries in one list', `${limits.FRAME_ITEMS_MAX}`],
      ['frames a second, answers to pings included', `${limits.FRAMES_PER_SECOND_MAX}, averaged over 10 s`],
      ['`content`', `${limits.CONTENT_BYTES_MAX / KIB} KiB of UTF-8`],
      ['`outcome.output`', `${limits.OUTPUT_BYTES_MAX / KIB} KiB of UTF-8`],
      ['`detail`, `note`, `reason`, `trigger`', `${limits.NOTE_BYTES_MAX / KIB} KiB of UTF-8`],
      ['`outcome.code`, `sessionId`', `${limits.WORD_BYTES_MAX} B`],
      ['`hello` after the challenge', `${limits.HELLO_TIMEOUT_MS / 1_000} s`],
      ['an answer to a ping', `${SETTINGS.heartbeatTimeoutSeconds.default} s (a setting)`],
      ['bytes that wait for a slow device', `${limits.CHANNEL_BUFFER_BYTES_MAX / KIB ** 2} MiB`],
      ['channels of one node', `${SETTINGS.channelsMax.default.toLocaleString('en')} (a setting)`],
      ['connections of one node that have not said hello', limits.GREETINGS_MAX.toLocaleString('en')],
    ]
    const table = page.slice(page.indexOf('## Limits'), page.indexOf('## Closing'))
    const rows = [...table.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|/gm)].slice(2).map(([, what, bound]) => [what, bound])
    expect(rows).toEqual(said)
  })
})
