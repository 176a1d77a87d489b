import { Card } from '../../design/card.tsx'
import { OperationRow } from './operation-row.tsx'
import type { Operations } from './operations.ts'

export function OperationsCard({ operations }: { operations: Operations }) {
  if (operations.length === 0) return null
  return (
    <Card title="Bulk operations" flush>
      <ul>
        {operations.map((operation) => (
          <OperationRow key={operation.operationId} operation={operation} />
        ))}
      </ul>
    </Card>
  )
}
