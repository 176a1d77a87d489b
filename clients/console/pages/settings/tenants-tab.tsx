import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorView } from '../../app/error-view.tsx'
import { Button } from '../../design/button.tsx'
import { Card } from '../../design/card.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { FieldProblem } from '../../design/field-problem.tsx'
import { plural } from '../../design/figures.ts'
import { Secret } from '../../design/secret.tsx'
import { call, useCall } from '../../wire/call.ts'
import type { Problem } from '../../wire/problem.ts'

/** [A3] For the key of the tenant `system` alone. */
export function TenantsTab() {
  const list = useCall('AccessService/ListTenants', {})
  const client = useQueryClient()
  const [name, setName] = useState('')
  const make = useMutation<{ secret: string }, Problem>({
    mutationFn: () => call('AccessService/CreateTenant', { tenant: name.trim() }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['AccessService/ListTenants'] }),
    meta: { quiet: true },
  })
  if (list.isError && !list.data) return <ErrorView error={list.error} onRetry={() => void list.refetch()} />
  const tenants = list.data?.tenants ?? []
  return (
    <Card title="Tenants" note={plural(tenants.length, 'tenant')}>
      <ul className="tags">
        {tenants.map((tenant) => (
          <li className="tag" key={tenant}>
            {tenant}
          </li>
        ))}
      </ul>
      <form
        className="new-tenant"
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <div className="field">
          <label htmlFor="tenant-name">Name of a new tenant</label>
          <input
            id="tenant-name"
            className="input"
            required
            pattern="[a-z0-9][a-z0-9\-]{0,31}"
            spellCheck={false}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <FieldProblem problem={make.error} />
        </div>
        <Button type="submit" busy={make.isPending}>
          Make it
        </Button>
      </form>
      {make.data && (
        <Dialog title={`The first key of ${name}`} onClose={() => make.reset()}>
          <div className="dialog-body">
            <p>Copy it now: only its hash is kept. It may do everything within its tenant.</p>
            <Secret text={make.data.secret} what="the key" />
          </div>
        </Dialog>
      )}
    </Card>
  )
}
