// Exit code 0 while this container's gateway is ready [B6]; else what it says is wrong. The certificate is not looked at:
// it is that of a public name, and the question goes to this container.
import { request as http } from 'node:http'
import { request as https } from 'node:https'

const TIMEOUT_MS = 4_000
const { SOTTO_HTTP_PORT: port = '7070', SOTTO_TLS_CERT_FILE: certificate } = process.env
const ask = certificate ? https : http

ask({ port, host: '127.0.0.1', path: '/readyz', timeout: TIMEOUT_MS, rejectUnauthorized: false }, async (response) => {
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += chunk
  if (response.statusCode === 200) process.exit(0)
  fail(text)
})
  .on('timeout', () => fail(`no answer in ${TIMEOUT_MS} ms`))
  .on('error', (error) => fail(error.message))
  .end()

function fail(why) {
  console.error(why)
  process.exit(1)
}
