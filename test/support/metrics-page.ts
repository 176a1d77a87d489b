import type { Deployment } from './deployment.ts'

export type Sample = { name: string; labels: Record<string, string>; value: number }

/** What Prometheus would read. */
export async function scrape({ http, adminKey }: Pick<Deployment, 'http' | 'adminKey'>): Promise<Sample[]> {
  const answer = await fetch(`${http}/metrics`, { headers: { authorization: `Bearer ${adminKey}` } })
  const page = await answer.text()
  return [...page.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(([, name = '', labels = '', value]) => ({
    name,
    labels: Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', word = '']) => [key, word])),
    value: Number(value),
  }))
}

/** The sum of a metric's series that have these labels. */
export function total(samples: Sample[], name: string, labels: Record<string, string> = {}): number {
  return samples
    .filter(
      (sample) => sample.name === name && Object.entries(labels).every(([key, word]) => sample.labels[key] === word),
    )
    .reduce((sum, { value }) => sum + value, 0)
}
