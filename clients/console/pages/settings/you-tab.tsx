import { Card, Facts } from '../../design/card.tsx'
import { Age } from '../../design/time.tsx'
import { useCall } from '../../wire/call.ts'
import { useWho } from '../../wire/session.ts'

const ROLES = {
  viewer: 'looks at everything it has scopes for, and changes nothing',
  operator: 'also acts on messages and devices',
  admin: 'also makes and revokes keys',
} as const

export function YouTab() {
  const { tenant, application, keyId, role, scopes, expiresAt } = useWho()
  const who = useCall('AccessService/WhoAmI', {})
  return (
    <Card title="This login">
      <Facts
        rows={[
          ['Tenant', tenant],
          ['Application', application],
          ['Key', <code key="key">{keyId}</code>],
          ['Role', `${role}: ${ROLES[role]}`],
          [
            'Scopes',
            <span className="tags" key="scopes">
              {scopes.map((scope) => (
                <span className="tag mono" key={scope}>
                  {scope}
                </span>
              ))}
            </span>,
          ],
          ['Ends', <Age key="ends" at={expiresAt} />],
          ['Version', who.data?.version],
          ['Durability', who.data && DURABILITY[who.data.durability]],
        ]}
      />
    </Card>
  )
}

/** [B5] */
const DURABILITY: Record<string, string> = {
  always: 'always: on disk before the answer',
  everysec: 'everysec: a crash may lose the last second',
}
