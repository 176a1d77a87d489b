import { SottoError } from '../../core/errors.ts'
import { VIEW_ADDRESS_BYTES_MAX, VIEWS_MAX, WORD_BYTES_MAX } from '../../core/limits.ts'
import type { DeleteViewRequest__Output } from '../../proto/gen/sotto/v1/DeleteViewRequest.ts'
import type { DeleteViewResponse } from '../../proto/gen/sotto/v1/DeleteViewResponse.ts'
import type { ListViewsRequest__Output } from '../../proto/gen/sotto/v1/ListViewsRequest.ts'
import type { ListViewsResponse } from '../../proto/gen/sotto/v1/ListViewsResponse.ts'
import type { PutViewRequest__Output } from '../../proto/gen/sotto/v1/PutViewRequest.ts'
import type { PutViewResponse } from '../../proto/gen/sotto/v1/PutViewResponse.ts'
import type { Caller } from './caller.ts'
import { type Parts, refuseUnless } from './handler.ts'

/** Saved views: a key's own, and those that a tenant shares. */
export function createViewCalls({ operators, clock }: Pick<Parts, 'operators' | 'clock'>) {
  const { views } = operators
  return {
    async PutView({ view }: PutViewRequest__Output, caller: Caller): Promise<PutViewResponse> {
      const { name = '', address = '', shared = false } = view ?? {}
      checkName(name, 'view.name')
      refuseUnless(address.startsWith('/') && !address.startsWith('//'), 'view.address', 'must begin with one /')
      if (Buffer.byteLength(address) > VIEW_ADDRESS_BYTES_MAX)
        throw new SottoError('TOO_LARGE', { field: 'view.address', detail: `at most ${VIEW_ADDRESS_BYTES_MAX} bytes` })
      const record = { name, address, shared, actor: caller.keyId, savedAt: clock.now() }
      if (!(await views.put(caller.tenant, ownerOf(caller, shared), record)))
        throw new SottoError('LIMIT_REACHED', { detail: `${VIEWS_MAX} saved views` })
      return {}
    },

    async ListViews(_: ListViewsRequest__Output, { tenant, keyId }: Caller): Promise<ListViewsResponse> {
      const all = await views.list(tenant, ['', keyId])
      return { views: all.sort((a, b) => (a.name < b.name ? -1 : 1)) }
    },

    async DeleteView({ name, shared }: DeleteViewRequest__Output, caller: Caller): Promise<DeleteViewResponse> {
      checkName(name, 'name')
      if (!(await views.delete(caller.tenant, ownerOf(caller, shared), name)))
        throw new SottoError('NOT_FOUND', { field: 'name', detail: name })
      return {}
    },
  }
}

function checkName(name: string, field: string): void {
  const bytes = Buffer.byteLength(name.trim())
  refuseUnless(bytes > 0 && Buffer.byteLength(name) <= WORD_BYTES_MAX, field, `must have 1 to ${WORD_BYTES_MAX} bytes`)
}

function ownerOf({ keyId, scopes }: Caller, shared: boolean): string {
  if (shared && !scopes.includes('commands:write'))
    throw new SottoError('PERMISSION_DENIED', { detail: 'commands:write', field: 'shared' })
  return shared ? '' : keyId
}
