import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { sentenceOf } from './log.ts'
import type { TransportTls } from './transport.ts'

const TIMEOUT_MS = 15_000
const ANSWER_BYTES_MAX = 64 * 1024

/** No answer came, or one that says "later": trying again can help. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** One unary call [A1]. Rejects with `Unreachable`, or with the server's own sentence. */
export async function postJson(url: URL, body: object, tls: TransportTls): Promise<unknown> {
  const { status, text } = await post(url, JSON.stringify(body), tls)
  if (status === 429 || status >= 500) throw new Unreachable(`${url.host} answered ${status}: ${messageOf(text)}`)
  if (status !== 200) throw new Error(`${url.host} refused: ${messageOf(text)}`)
  return parse(text) ?? {}
}

function post(url: URL, body: string, tls: TransportTls): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  const options = { method: 'POST', headers, agent: false, timeout: TIMEOUT_MS } as const
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(new Unreachable(`${url.host} can not be reached: ${sentenceOf(error)}`))
    const call = url.protocol === 'https:' ? requestHttps(url, { ...options, ...tls }) : requestHttp(url, options)
    call.on('error', fail)
    call.on('timeout', () => call.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)))
    call.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        if (text.length > ANSWER_BYTES_MAX) call.destroy(new Error('the answer is too long'))
      })
      response.on('error', fail)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    call.end(body)
  })
}

function messageOf(text: string): string {
  const { message, code } = (parse(text) ?? {}) as { message?: string; code?: string }
  return message ?? code ?? text.slice(0, 200)
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    // No JSON: a proxy's page, for one. The caller shows its beginning.
    return undefined
  }
}
