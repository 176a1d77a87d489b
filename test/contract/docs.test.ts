import { describe, expect, it } from 'vitest'
import { CLOSE_REASONS } from '../../core/close-reasons.ts'
import { ERROR_CODES } from '../../core/errors.ts'
import { errorsPage } from '../../gateway/api/errors-page.ts'
import { METHOD_ACCESS, METHODS } from '../../gateway/api/methods.ts'
import { openApi, openApiJson } from '../../gateway/api/openapi.ts'

// `npx vitest run test/contract/docs.test.ts -u` writes the two files anew.
describe('what is made from the code', () => {
  it('[A1] docs/openapi.json is that of proto/', async () => {
    await expect(openApiJson()).toMatchFileSnapshot('../../docs/openapi.json')
  })

  it('[A2] docs/errors.md is that of the registries', async () => {
    await expect(errorsPage()).toMatchFileSnapshot('../../docs/errors.md')
    for (const name of [...ERROR_CODES, ...Object.keys(CLOSE_REASONS)]) expect(errorsPage()).toContain(` ${name} `)
  })

  it('[A1] OpenAPI has every unary call, and every reference in it leads somewhere', () => {
    const { paths, components } = openApi() as { paths: object; components: { schemas: object } }
    const unary = [...METHODS.values()].filter(({ streams }) => !streams)
    expect(Object.keys(paths)).toEqual(unary.map(({ name }) => `/sotto.v1.${name}`))
    const references = [...openApiJson().matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!)
    expect(references.length).toBeGreaterThan(50)
    expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(references))
  })

  it('[A4] the table of scopes names every call of proto/, and no other', () => {
    expect(Object.keys(METHOD_ACCESS).sort()).toEqual([...METHODS.keys()].sort())
  })

  it('[A4] the scope that a call’s comment in proto/ names is the one in the table', () => {
    for (const { name, comment } of METHODS.values()) {
      const [, scope] = /[Ss]cope ([a-z]+:[a-z]+)/.exec(comment) ?? []
      if (scope) expect([name, METHOD_ACCESS[name]]).toEqual([name, scope])
    }
  })
})
