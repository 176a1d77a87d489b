import { ErrorView } from '../../app/error-view.tsx'
import { Card } from '../../design/card.tsx'
import { bytes, whole } from '../../design/figures.ts'
import { duration } from '../../design/time.tsx'
import { WideTable } from '../../design/wide-table.tsx'
import { useCall } from '../../wire/call.ts'

/** [B1] Every bound by its name; docs/operations.md says what happens there. */
export function LimitsTab() {
  const answer = useCall('ObserveService/GetConfiguration', {})
  if (answer.isError && !answer.data) return <ErrorView error={answer.error} onRetry={() => void answer.refetch()} />
  return (
    <Card title="Limits" note="what happens at each is in the operations page of the documents" flush>
      <WideTable label="Limits">
        <table className="small words">
          <thead>
            <tr>
              <th scope="col">Limit</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {(answer.data?.limits ?? []).map(({ name, value }) => (
              <tr key={name}>
                <th scope="row" className="mono">
                  {name}
                </th>
                <td className="number">{amount(name, Number(value))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </Card>
  )
}

/** The unit is the last word of the name. */
function amount(name: string, value: number): string {
  if (name.includes('_BYTES_')) return bytes(value)
  return /_MS(_|$)/.test(name) ? duration(value) : whole(value)
}
