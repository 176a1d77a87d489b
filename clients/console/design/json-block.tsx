/** JSON with its parts in colours, or text as it is. Long ones scroll. */
export function JsonBlock({ label, text }: { label: string; text: string }) {
  return (
    <pre className="block" tabIndex={0} role="region" aria-label={label}>
      {paint(pretty(text))}
    </pre>
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi
/** Beyond this, colours cost more than they help. */
const PAINTED_MAX = 20_000

function paint(text: string): React.ReactNode {
  if (text.length > PAINTED_MAX || !/^\s*[[{"]/.test(text)) return text
  const parts: React.ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(TOKEN)) {
    const [whole, string, colon, word] = match
    parts.push(text.slice(end, match.index))
    const kind = string ? (colon ? 'key' : 'string') : word ? 'word' : 'number'
    parts.push(
      <span key={match.index} data-json={kind}>
        {string ?? whole}
      </span>,
      colon ?? '',
    )
    end = match.index + whole.length
  }
  return [...parts, text.slice(end)]
}
