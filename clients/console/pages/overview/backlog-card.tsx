import type { Overview__Output } from '../../../../proto/gen/sotto/v1/Overview.ts'
import { Card } from '../../design/card.tsx'
import { whole } from '../../design/figures.ts'
import { duration, useNow } from '../../design/time.tsx'

/** Where work waits, and where devices are connected. */
export function BacklogCard({ overview }: { overview: Overview__Output }) {
  const now = useNow()
  const { backlog, nodes } = overview
  return (
    <Card title="Partitions and nodes" flush>
      <section className="tables" tabIndex={0} aria-label="Partitions and nodes">
        <table className="small">
          <thead>
            <tr>
              <th scope="col">Partition</th>
              <th scope="col">Ready</th>
              <th scope="col">Oldest</th>
              <th scope="col">Clocks</th>
              <th scope="col">Event</th>
            </tr>
          </thead>
          <tbody>
            {(backlog?.partitions ?? []).map(({ partition, readyDevices, readySince, clocks, tailSeq }) => (
              <tr key={partition}>
                <th scope="row">{partition}</th>
                <td>{whole(readyDevices)}</td>
                <td>{readySince > 0 ? duration(Math.max(0, now - readySince)) : '–'}</td>
                <td>{whole(Number(clocks))}</td>
                <td>{whole(tailSeq)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className="small">
          <thead>
            <tr>
              <th scope="col">Gateway node</th>
              <th scope="col">Devices</th>
            </tr>
          </thead>
          <tbody>
            {nodes.map(({ node, devicesOnline }) => (
              <tr key={node}>
                <th scope="row" className="mono">
                  {node}
                </th>
                <td>{whole(devicesOnline)}</td>
              </tr>
            ))}
            {nodes.length === 0 && (
              <tr>
                <td colSpan={2}>No device is connected.</td>
              </tr>
            )}
          </tbody>
        </table>
      </section>
    </Card>
  )
}
