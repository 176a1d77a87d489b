import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { Server, type Socket } from 'socket.io'
import { answerQuestions } from '../programs/ask.ts'
import type { PeerMessage } from './drive.ts'
import { GLUE_EVENTS, GLUE_QUEUE } from './glue-names.ts'

/** What most people would write: a job a message, whose worker asks the device and notes what became of it. */
const ACK_TIMEOUT_MS = 30_000
const CONCURRENCY = 64

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
  listen(redisPath: string) {
    const redis = new Redis(redisPath)
    const connection = new Redis(redisPath, { maxRetriesPerRequest: null })
    new Worker<PeerMessage>(
      GLUE_QUEUE,
      async ({ data: { messageId, device, content } }) => {
        const message = { messageId, action: 'ping', content }
        const socket = sockets.get(device)
        if (!socket) throw new Error(`${device} is not connected`)
        const { status } = await socket.timeout(ACK_TIMEOUT_MS).emitWithAck('deliver', message)
        await redis.hset(`message:${messageId}`, { device, status, content, at: Date.now() })
        await redis.xadd(GLUE_EVENTS, '*', 'messageId', messageId, 'status', status)
      },
      { connection, concurrency: CONCURRENCY },
    )
    return new Promise<string>((resolve) => {
      http.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(http.address() as AddressInfo).port}`))
    })
  },
})
