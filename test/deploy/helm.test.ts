import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { readConfig } from '../../core/config.ts'
import { assertSafeBind } from '../../gateway/api/safe-bind.ts'
import { readSettings } from '../../store/settings.ts'
import { helm } from '../support/tools.ts'

const chart = fileURLToPath(new URL('../../deploy/helm/sotto', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

type Container = {
  name: string
  args: string[]
  env: { name: string; value?: string }[]
  ports?: { name: string; containerPort: number }[]
  volumeMounts: { name: string; mountPath: string }[]
  securityContext: object
  readinessProbe?: { httpGet: { path: string; port: string; scheme: string } }
  livenessProbe?: { httpGet: { path: string } }
}
type Resource = {
  kind: string
  metadata: { name: string; labels: Record<string, string> }
  data?: Record<string, string>
  spec: {
    selector: { matchLabels: Record<string, string> } & Record<string, string>
    template: {
      metadata: { labels: Record<string, string> }
      spec: { containers: Container[]; volumes: { name: string }[]; securityContext: object }
    }
    ports: { targetPort: string }[]
    endpoints: { scheme: string }[]
  }
}

describe('deploy/helm/sotto', () => {
  let binary: string
  beforeAll(() => {
    binary = helm()
  })

  const STORE = ['--set', 'redis.url=redis://store:6379']
  function render(...args: string[]): Resource[] {
    const text = execFileSync(binary, ['template', 'release', chart, ...args], { encoding: 'utf8' })
    return parseAllDocuments(text)
      .map((document) => document.toJS() as Resource | null)
      .filter((resource) => resource !== null)
  }
  const refuse = (...args: string[]) =>
    spawnSync(binary, ['template', 'release', chart, ...args], { encoding: 'utf8' }).stderr
  const one = (all: Resource[], kind: string, name: string) =>
    all.find((resource) => resource.kind === kind && resource.metadata.name === name)!
  const containerOf = (all: Resource[], role: string) =>
    one(all, 'Deployment', `release-${role}`).spec.template.spec.containers[0]!

  it('has nothing that helm finds wrong with it', () => {
    const { status, stdout } = spawnSync(binary, ['lint', '--strict', chart, ...STORE], { encoding: 'utf8' })
    expect(status, stdout).toBe(0)
  })

  it('[B4] gives settings with which both roles would start', () => {
    const settings = one(render(...STORE), 'ConfigMap', 'release-settings').data?.['sotto.yaml'] ?? ''
    expect(readConfig(parse(settings))).toHaveProperty('config')
    for (const role of ['gateway', 'worker']) {
      const { args, env } = containerOf(render(...STORE), role)
      expect(args.slice(1)).toEqual(['--config', '/etc/sotto/sotto.yaml'])
      const given = Object.fromEntries(env.map(({ name, value }) => [name, value ?? 'x']))
      expect(() => readSettings([], given)).not.toThrow()
    }
  })

  it('[B4] listens in the clear only when there is no certificate, and probes as it listens', () => {
    const variables = (all: Resource[]) =>
      Object.fromEntries(containerOf(all, 'gateway').env.map(({ name, value }) => [name, value ?? '']))
    const safe = (all: Resource[]) => () =>
      assertSafeBind(readSettings([], { ...variables(all), SOTTO_HTTP_HOST: '0.0.0.0', SOTTO_GRPC_HOST: '0.0.0.0' }))
    const clear = render(...STORE)
    const secret = render(...STORE, '--set', 'tls.secretName=tls')
    expect(safe(clear)).not.toThrow()
    expect(safe(secret)).not.toThrow()
    expect(variables(secret)).not.toHaveProperty('SOTTO_INSECURE')
    expect(containerOf(clear, 'gateway').readinessProbe?.httpGet).toMatchObject({ path: '/readyz', scheme: 'HTTP' })
    expect(containerOf(secret, 'gateway').readinessProbe?.httpGet.scheme).toBe('HTTPS')
    const mounts = containerOf(secret, 'gateway').volumeMounts.map(({ mountPath }) => mountPath)
    expect(variables(secret).SOTTO_TLS_CERT_FILE).toBe(`${mounts.find((path) => path.includes('tls'))}/tls.crt`)
  })

  it('runs programs of the image, without rights, and mounts only volumes that there are', () => {
    const all = render(...STORE, '--set', 'tls.secretName=tls')
    for (const role of ['gateway', 'worker']) {
      const { template } = one(all, 'Deployment', `release-${role}`).spec
      const { containers, volumes, securityContext } = template.spec
      const [container] = containers
      expect(container?.args[0]).toMatch(/^dist\/(gateway|workers)\/main\.js$/)
      expect(securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001 })
      expect(container?.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
      const names = volumes.map(({ name }) => name)
      expect(container?.volumeMounts.filter(({ name }) => !names.includes(name))).toEqual([])
    }
  })

  it('selects the pods that it makes', () => {
    const all = render(...STORE, '--set', 'networkPolicy.enabled=true')
    const { labels } = one(all, 'Deployment', 'release-gateway').spec.template.metadata
    expect(labels).toMatchObject(one(all, 'Service', 'release-gateway').spec.selector)
    for (const kind of ['Deployment', 'PodDisruptionBudget'])
      expect(labels).toMatchObject(one(all, kind, 'release-gateway').spec.selector.matchLabels)
    const ports = containerOf(all, 'gateway').ports?.map(({ name }) => name) ?? []
    expect(
      one(all, 'Service', 'release-gateway').spec.ports.filter(({ targetPort }) => !ports.includes(targetPort)),
    ).toEqual([])
  })

  it('says what is missing or wrong', () => {
    expect(refuse()).toContain('Give the address of the store')
    expect(refuse(...STORE, '--set', 'settings.httpPort=1')).toContain('The chart itself gives the setting httpPort')
    expect(refuse(...STORE, '--set', 'serviceMonitor.enabled=true')).toContain('serviceMonitor.keySecretName')
    expect(refuse(...STORE, '--set', 'gateway.replica=3')).toContain("'replica' not allowed")
  })

  it('is of the version that it installs', () => {
    const version = (path: string) => /"?version"?: "?([\d.]+)/.exec(readFileSync(path, 'utf8'))?.[1]
    expect(version(join(chart, 'Chart.yaml'))).toBe(version(join(root, 'package.json')))
  })
})
