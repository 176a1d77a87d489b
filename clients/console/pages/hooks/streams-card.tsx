import type { HookStream__Output } from '../../../../proto/gen/sotto/v1/HookStream.ts'
import { Card } from '../../design/card.tsx'
import { plural, whole } from '../../design/figures.ts'
import { Age, duration } from '../../design/time.tsx'
import { WideTable } from '../../design/wide-table.tsx'

/** [H5] Who is connected now; undefined: not known yet. */
export function StreamsCard({ streams }: { streams: readonly HookStream__Output[] | undefined }) {
  return (
    <Card title="Connected subscribers" note={streams && plural(streams.length, 'stream')} flush>
      {streams?.length === 0 ? (
        <p className="list-foot">Nobody is connected. Events wait in the log for as long as it is kept.</p>
      ) : (
        <WideTable label="Connected subscribers">
          <table className="small words">
            <thead>
              <tr>
                <th scope="col">Application</th>
                <th scope="col">Subscription</th>
                <th scope="col">Member</th>
                <th scope="col">Partitions</th>
                <th scope="col">State</th>
                <th scope="col">Lag</th>
                <th scope="col">Sent</th>
                <th scope="col">Since</th>
              </tr>
            </thead>
            <tbody>
              {(streams ?? []).map((stream) => (
                <tr
                  key={`${stream.node} ${stream.application} ${stream.subscription} ${stream.member} ${stream.since}`}
                >
                  <th scope="row">{stream.application}</th>
                  <td>{stream.subscription || <span className="faint">its own cursor</span>}</td>
                  <td>{stream.member}</td>
                  <td>{stream.partitions.join(', ')}</td>
                  <td>
                    <span className="status" data-hue={stream.parked ? 'amber' : 'green'}>
                      {stream.parked ? '‖ parked' : '▸ reading'}
                    </span>
                  </td>
                  <td className="number">
                    {whole(stream.lagEvents)}
                    {stream.lagMs > 0 && <span className="muted"> ({duration(stream.lagMs)})</span>}
                  </td>
                  <td className="number">{whole(stream.sentEvents)}</td>
                  <td>
                    <Age at={stream.since} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </Card>
  )
}
