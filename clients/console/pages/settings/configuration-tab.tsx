import { useState } from 'react'
import { ErrorView } from '../../app/error-view.tsx'
import { Card } from '../../design/card.tsx'
import { WideTable } from '../../design/wide-table.tsx'
import { useCall } from '../../wire/call.ts'
import { RetentionCard } from './retention-card.tsx'

/** What is in effect on the node that answers; secrets are hidden by the gateway. */
export function ConfigurationTab() {
  const answer = useCall('ObserveService/GetConfiguration', {})
  const [text, setText] = useState('')
  if (answer.isError && !answer.data) return <ErrorView error={answer.error} onRetry={() => void answer.refetch()} />
  const all = answer.data?.settings ?? []
  const word = text.toLowerCase()
  const shown = all.filter(({ name, what }) => `${name} ${what}`.toLowerCase().includes(word))
  return (
    <>
      <RetentionCard settings={all} />
      <Card
        title="Configuration"
        note={answer.data && `version ${answer.data.version}, durability ${answer.data.durability}`}
        actions={
          <input
            className="input narrow"
            type="search"
            aria-label="Find a setting"
            placeholder="Find a setting"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        }
        flush
      >
        <WideTable label="Settings in effect">
          <table className="small words">
            <thead>
              <tr>
                <th scope="col">Setting</th>
                <th scope="col">Value</th>
                <th scope="col">Default</th>
                <th scope="col">What</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ name, value, defaultValue, unit, what }) => (
                <tr key={name}>
                  <th scope="row" className="mono">
                    {name}
                  </th>
                  <td className="mono">
                    {value === '' ? <span className="faint">empty</span> : value} {value !== '' && unit}
                    {value !== defaultValue && value !== '' && <span className="tag label">set</span>}
                  </td>
                  <td className="mono muted">{defaultValue}</td>
                  <td className="wrapping muted">{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      </Card>
    </>
  )
}
