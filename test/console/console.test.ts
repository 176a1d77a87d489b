import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { auditTests } from './audit-page.ts'
import { deviceTests } from './device-pages.ts'
import { everyPageTests } from './every-page.ts'
import { hooksTests } from './hooks-page.ts'
import { keyboardTests } from './keyboard.ts'
import { loginTests } from './login.ts'
import { messageTests } from './message-page.ts'
import { messagesTests } from './messages-page.ts'
import { overviewTests } from './overview-page.ts'
import { phoneTests } from './phone.ts'
import { queuesTests } from './queues-page.ts'
import { roleTests } from './roles.ts'
import { settingsTests } from './settings-page.ts'
import { type Stage, setStage } from './stage.ts'

/** Chromium may have to be installed first. */
const SETTING_MS = 300_000

// One browser and one gateway for all of it: what costs is to start them. The parts are in files of their own.
describe('the console, in a browser', () => {
  let standing: Stage | undefined
  const stage = (): Stage => standing!

  beforeAll(async () => {
    standing = await setStage()
  }, SETTING_MS)
  afterAll(() => standing?.close())
  afterEach(async () => {
    await standing?.closePages()
    expect(standing?.complaints()).toEqual([])
  })

  describe('login', () => loginTests(stage))
  describe('overview', () => overviewTests(stage))
  describe('messages', () => messagesTests(stage))
  describe('message', () => messageTests(stage))
  describe('devices', () => deviceTests(stage))
  describe('hooks', () => hooksTests(stage))
  describe('queues', () => queuesTests(stage))
  describe('audit', () => auditTests(stage))
  describe('settings', () => settingsTests(stage))
  describe('keyboard', () => keyboardTests(stage))
  describe('roles and tenants', () => roleTests(stage))
  describe('phone', () => phoneTests(stage))
  describe('every page', () => everyPageTests(stage))
})
