import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { CONFIG_EXIT_CODE } from '../../core/config.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'deploy/systemd')
const units = readdirSync(folder).filter((name) => name.endsWith('.service'))

/** Of systemd-analyze's scale from 0 (can do nothing) to 10 (is root): a service that only talks over sockets. */
const EXPOSURE_MAX = 1.5

type Unit = Map<string, string[]>
function read(name: string): Unit {
  const unit: Unit = new Map()
  for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
    const [, key, value] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? []
    if (key !== undefined) unit.set(key, [...(unit.get(key) ?? []), value ?? ''])
  }
  return unit
}

describe.each(units)('deploy/systemd/%s', (name) => {
  const unit = read(name)
  const only = (key: string) => unit.get(key)?.[0]

  it('starts a program that the build makes, with the settings that come with it', () => {
    const [, program = ''] = / (dist\/\S+)/.exec(only('ExecStart') ?? '') ?? []
    expect(existsSync(join(root, program.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true)
    expect(only('ExecStart')).toContain('--config /etc/sotto/sotto.yaml')
    expect(only('WorkingDirectory')).toBe('/opt/sotto')
  })

  it('[B4] is not started again when the set-up can not work, and is given the time that an orderly end may take', () => {
    expect(only('RestartPreventExitStatus')).toBe(String(CONFIG_EXIT_CODE))
    expect(Number(only('TimeoutStopSec'))).toBeGreaterThan(20)
  })

  it('runs as nobody that may do more than it needs', () => {
    expect(only('User')).toBe('sotto')
    expect(only('CapabilityBoundingSet')).toBe('')
    for (const key of ['NoNewPrivileges', 'ProtectHome', 'PrivateTmp', 'PrivateDevices', 'RestrictSUIDSGID'])
      expect(only(key), key).toBe('yes')
    expect(only('ProtectSystem')).toBe('strict')
    expect(only('UMask')).toBe('0077')
  })

  it('is one that systemd takes, where there is a systemd to ask', () => {
    const ask = (...args: string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8' })
    const verified = ask('verify', join(folder, name))
    if (verified.error) return expect((verified.error as NodeJS.ErrnoException).code).toBe('ENOENT')
    expect(verified.stderr).toBe('')
    const { stdout } = ask('security', '--offline=true', '--no-pager', join(folder, name))
    const [, exposure] = /exposure level for \S+: ([\d.]+)/.exec(stdout) ?? []
    expect(Number(exposure), stdout).toBeLessThanOrEqual(EXPOSURE_MAX)
    return undefined
  })
})

it('deploy/systemd has a unit for each way to run it', () => {
  expect(units.sort()).toEqual(['sotto-gateway.service', 'sotto-worker@.service', 'sotto.service'])
})
