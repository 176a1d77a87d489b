import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import { inFlight } from '../measure/in-flight.ts'
import { answerQuestions } from '../programs/ask.ts'

/** A Socket.IO application as its users write it: it emits, and the device acknowledges. Nothing is stored. */
export type BareRun = { messages: number; atATime: number; devices: string[]; content: object; prefix: string }

const ACK_TIMEOUT_MS = 30_000

const sockets = new Map<string, Socket>()
const http = createServer()
const io = new Server(http, { transports: ['websocket'], serveClient: false })
io.on('connection', (socket) => {
  socket.on('iam', (device: string) => {
    sockets.set(device, socket)
    socket.emit('welcome', {})
  })
})

answerQuestions({
  listen: () =>
    new Promise<string>((resolve) => {
      http.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(http.address() as AddressInfo).port}`))
    }),
  async run({ messages, atATime, devices, content, prefix }: BareRun) {
    let acknowledged = 0
    const startedAt = performance.now()
    await inFlight(messages, atATime, async (i) => {
      const socket = sockets.get(devices[i % devices.length]!)!
      const messageId = `${prefix}${i}`
      const message = { messageId, action: 'ping', content: JSON.stringify({ ...content, round: i }) }
      const answer = await socket.timeout(ACK_TIMEOUT_MS).emitWithAck('deliver', message)
      if (answer.messageId === messageId && answer.status === 'succeeded') acknowledged++
    })
    return { ms: performance.now() - startedAt, acknowledged }
  },
})
