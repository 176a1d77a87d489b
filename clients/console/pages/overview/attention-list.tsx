import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Attention__Output } from '../../../../proto/gen/sotto/v1/Attention.ts'
import { AddressLink } from '../../app/address-link.tsx'

const LOOKS = {
  SEVERITY_CRITICAL: { hue: 'red', word: 'Critical', icon: OctagonAlert },
  SEVERITY_WARNING: { hue: 'amber', word: 'Warning', icon: TriangleAlert },
  SEVERITY_INFO: { hue: 'blue', word: 'Note', icon: Info },
} as const
/** Samples older than this come from nobody. */
const SAMPLE_MS_MAX = 60_000

/** What needs somebody, worst first, in words, each with the way to it. */
export function AttentionList(props: { attention: readonly Attention__Output[]; sampledAt: number; at: number }) {
  const { attention, sampledAt, at } = props
  const isBlind = at - sampledAt > SAMPLE_MS_MAX
  if (attention.length === 0)
    return (
      <p className="all-well" data-hue={isBlind ? 'amber' : 'green'}>
        {isBlind ? <TriangleAlert size={16} aria-hidden="true" /> : <CircleCheck size={16} aria-hidden="true" />}
        {isBlind ? 'No figures have come for a while: no worker runs.' : 'Nothing needs you.'}
      </p>
    )
  return (
    <ul className="attention" aria-label="What needs attention">
      {attention.map(({ code, severity, sentence, target }) => {
        const { hue, word, icon: Icon } = LOOKS[severity as keyof typeof LOOKS] ?? LOOKS.SEVERITY_INFO
        return (
          <li key={`${code} ${target}`} className="notice" data-hue={hue}>
            <Icon size={16} aria-hidden="true" />
            <span className="said">
              <span className="unseen">{word}: </span>
              {sentence}
            </span>
            {target && (
              <AddressLink className="button" to={target}>
                Look
              </AddressLink>
            )}
          </li>
        )
      })}
    </ul>
  )
}
