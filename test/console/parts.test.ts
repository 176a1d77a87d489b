import { readFileSync } from 'node:fs'
import protobuf from 'protobufjs'
import { describe, expect, it } from 'vitest'
import { OPEN_STATUSES, STATUSES as SHOWN, STATUS_LOOKS, shortStatus } from '../../clients/console/design/status.ts'
import { controlOf, firstValue, readSchema } from '../../clients/console/forms/schema.ts'
import { isSightLive, pagesWatched, withSeen } from '../../clients/console/pages/devices/watched-pages.ts'
import { splitTimes } from '../../clients/console/pages/message/sentence-times.ts'
import { LONG_FIELDS, withNumbers } from '../../clients/console/wire/numbers.ts'
import { isFinal, STATUSES } from '../../core/message.ts'
import type { ListDevicesResponse__Output } from '../../proto/gen/sotto/v1/ListDevicesResponse.ts'
import { root } from '../../proto/index.ts'

describe('parts of the console that need no browser', () => {
  it('reads every 64-bit field of proto/ as a number, and nothing else', () => {
    const texts = fieldsOf(/^string$/)
    expect([...LONG_FIELDS].sort()).toEqual([...fieldsOf(/^u?int64$/)].filter((name) => !texts.has(name)).sort())
    const json = {
      acceptedAt: '1700000000000',
      jobs: { active: '3' },
      labels: { at: '7' },
      clocks: { ackBySeconds: 1 },
    }
    expect(withNumbers([json])).toEqual([
      { acceptedAt: 1_700_000_000_000, jobs: { active: 3 }, labels: { at: '7' }, clocks: { ackBySeconds: 1 } },
    ])
  })

  it('finds the times in a sentence, and leaves the rest as it is', () => {
    const at = Date.UTC(2026, 10, 23, 9, 30)
    const iso = new Date(at).toISOString()
    expect(splitTimes('Nothing to wait for.')).toEqual(['Nothing to wait for.'])
    expect(splitTimes(`It waits until ${iso}. It expires at ${iso}.`)).toEqual([
      'It waits until ',
      { at, from: 15 },
      '. It expires at ',
      { at, from: 55 },
      '.',
    ])
  })

  it('looks at the pages in sight, and loses no row when a filter leaves holes and only some are in sight', () => {
    const page = (...ids: string[]) =>
      ({ devices: ids.map((deviceId) => ({ deviceId })), nextPageToken: '' }) as ListDevicesResponse__Output
    const full = Array.from({ length: 8 }, () => page(...Array.from({ length: 100 }, (_, i) => `d${i}`)))
    expect(pagesWatched(full, { first: 320, last: 350 }, false)).toEqual({ first: 3, count: 1 })
    expect(pagesWatched(full, { first: 390, last: 420 }, false)).toEqual({ first: 3, count: 2 })
    expect(pagesWatched(full, { first: 790, last: 820 }, false)).toEqual({ first: 7, count: 1 })

    const found = [page('a'), page('b', 'c'), page('d')]
    const all = page('a', 'b', 'c', 'd')
    const watched = pagesWatched(found, { first: 1, last: 2 }, true)
    expect(watched).toEqual({ first: 0, count: 3 })
    const after = withSeen(found, watched.first, watched.count, all)
    expect(after.flatMap(({ devices }) => devices)).toEqual(all.devices)
    // Now all of them are on the first page, and what is looked at stays the same.
    expect(pagesWatched(after, { first: 0, last: 3 }, true)).toEqual(watched)
    expect(isSightLive(found, { first: 1, last: 3 }, watched)).toBe(true)
    // Six pages with a row each: the sixth is looked at when it is the first in sight.
    const rare = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => page(name))
    const together = pagesWatched(rare, { first: 0, last: 5 }, true)
    expect(together).toEqual({ first: 0, count: 5 })
    expect(isSightLive(rare, { first: 0, last: 5 }, together)).toBe(false)
    expect(isSightLive(rare, { first: 0, last: 4 }, together)).toBe(true)
    expect(pagesWatched(rare, { first: 5, last: 5 }, true)).toEqual({ first: 5, count: 1 })
  })

  it('[M2] has a look for every status, and knows which are final', () => {
    expect(SHOWN.map(shortStatus)).toEqual(STATUSES)
    expect(OPEN_STATUSES.map(shortStatus)).toEqual(STATUSES.filter((status) => !isFinal(status)))
    const looks = Object.values(STATUS_LOOKS).filter(({ word }) => word !== 'expired')
    const marks = looks.map(({ hue, glyph }) => `${hue} ${glyph}`)
    expect(new Set(marks).size).toBe(marks.length)
  })

  it('makes a form of a schema, and leaves to JSON what it does not know', () => {
    const schema = {
      type: 'object',
      properties: { level: { enum: ['a', 'b'], default: 'b' }, any: {}, kind: { const: 'x' } },
    }
    expect(readSchema(JSON.stringify(schema))).toEqual(schema)
    expect(firstValue(schema)).toEqual({ level: 'b', kind: 'x' })
    expect(readSchema('{"type":"array"}')).toBeUndefined()
    expect(readSchema('no json')).toBeUndefined()
    expect(Object.values(schema.properties).map(controlOf)).toEqual(['choice', 'json', 'json'])
  })

  it.each(['light', 'dark'] as const)('has text that can be read on every surface, %s (WCAG AA)', (theme) => {
    const colours = palette(theme)
    const surfaces = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'selected']
    const texts = [
      'text',
      'muted',
      'faint',
      'accent',
      'green',
      'red',
      'amber',
      'blue',
      'teal',
      'violet',
      'orange',
      'grey',
    ]
    const low = texts.flatMap((text) =>
      surfaces
        .concat(colours.has(`tint-${text}`) ? [`tint-${text}`] : [])
        .filter((surface) => contrast(colours.get(text)!, colours.get(surface)!) < 4.5)
        .map((surface) => `${text} on ${surface}`),
    )
    expect(low).toEqual([])
    for (const fill of ['accent-fill', 'danger-fill', 'accent-fill-hover', 'danger-fill-hover'])
      expect(contrast('#ffffff', colours.get(fill)!)).toBeGreaterThan(4.5)
    expect(contrast(colours.get('border-strong')!, colours.get('surface')!)).toBeGreaterThan(3)
  })
})

/** By their type's name, in all messages; of maps, that of their values. */
function fieldsOf(type: RegExp): Set<string> {
  const found = new Set<string>()
  const visit = (thing: protobuf.ReflectionObject): void => {
    if (!(thing instanceof protobuf.Type)) return
    for (const field of thing.fieldsArray) if (type.test(field.type)) found.add(field.name)
    thing.nestedArray.forEach(visit)
  }
  ;(root.lookup('sotto.v1') as protobuf.Namespace).nestedArray.forEach(visit)
  return found
}

function palette(theme: 'light' | 'dark'): Map<string, string> {
  const css = readFileSync(new URL('../../clients/console/design/tokens.css', import.meta.url), 'utf8')
  const pairs = [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)]
  return new Map(pairs.map(([, name = '', light = '', dark = '']) => [name, theme === 'light' ? light : dark]))
}

/** By WCAG 2: 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
