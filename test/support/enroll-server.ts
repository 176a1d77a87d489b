import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type EnrollServer = {
  url: string
  /** The bodies that came, parsed. */
  asked: Record<string, unknown>[]
  /** Per call; `lost`: the connection is cut in place of an answer. */
  answer: (call: number) => { status: number; body: object } | 'lost'
  close(): Promise<void>
}

/** The Enroll call over HTTP, without a store. */
export async function startEnrollServer(): Promise<EnrollServer> {
  const asked: Record<string, unknown>[] = []
  const http: Server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += String(chunk)
    })
    request.on('end', () => {
      asked.push(JSON.parse(text) as Record<string, unknown>)
      const answer = server.answer(asked.length)
      if (answer === 'lost') {
        request.socket.destroy()
        return
      }
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const server: EnrollServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked,
    answer: () => ({ status: 200, body: { tenant: 't1', deviceId: 'd1', epoch: 1 } }),
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections()
        http.close(() => resolve())
      }),
  }
  return server
}
