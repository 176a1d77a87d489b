import { ErrorView } from '../../app/error-view.tsx'
import { Card } from '../../design/card.tsx'
import { useCall } from '../../wire/call.ts'

/** [B1] Every bound by its name, and what happens there. */
export function LimitsTab() {
  const answer = useCall('ObserveService/GetConfiguration', {})
  if (answer.isError && !answer.data) return <ErrorView error={answer.error} onRetry={() => void answer.refetch()} />
  return (
    <Card title="Limits" flush>
      <div className="wide-table">
        <table className="small words">
          <thead>
            <tr>
              <th scope="col">Limit</th>
              <th scope="col">Value</th>
              <th scope="col">What is bounded, and what happens there</th>
            </tr>
          </thead>
          <tbody>
            {(answer.data?.limits ?? []).map(({ name, value, what }) => (
              <tr key={name}>
                <th scope="row" className="mono">
                  {name}
                </th>
                <td className="number">{value}</td>
                <td className="wrapping muted">{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
