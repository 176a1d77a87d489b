import type { Setting__Output } from '../../../../proto/gen/sotto/v1/Setting.ts'
import { Card, Facts } from '../../design/card.tsx'

/** [B3] How long what is kept, in front of all the other settings. */
export function RetentionCard({ settings }: { settings: readonly Setting__Output[] }) {
  const of = (name: string) => settings.find((setting) => setting.name === name)?.value
  const days = of('messageRetentionDays')
  const hours = of('hookRetentionHours')
  const grace = of('lateGraceSeconds')
  if (days === undefined && hours === undefined) return null
  return (
    <Card title="Retention">
      <Facts
        rows={[
          ['Messages that have ended', days && `${days} days`],
          ['Hook events', hours && `${hours} hours`],
          ['Late results are taken for', grace && `${Number(grace) / 3_600} hours`],
        ]}
      />
    </Card>
  )
}
