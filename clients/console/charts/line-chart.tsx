import 'uplot/dist/uPlot.min.css'
import './charts.css'
import { useEffect, useMemo, useRef, useState } from 'react'
import uPlot from 'uplot'
import type { Hue } from '../design/status.ts'
import { clockTime } from '../design/time.tsx'
import { useColours } from './colours.ts'

export type Line = { name: string; hue: Hue; values: readonly (number | null)[]; area?: boolean }

const HEIGHT = 132
const AXIS_PX = 46
/** Of counts: there is no half message. */
const WHOLE_STEPS = [1, 2, 5]
  .flatMap((step) => Array.from({ length: 10 }, (_, power) => step * 10 ** power))
  .sort((a, b) => a - b)
/** What points speak of is rounded to seconds. */
const SLACK_MS = 2_000
/** Half of a time under the axis: one nearer to the end would be cut. */
const LABEL_PX = 26

/**
 * Lines over time that grow at the right. Under the pointer, or else at the newest point, the legend says the figures, so
 * that they can be read without the canvas.
 * @param times Unix ms, rising
 * @param since from when on each point speaks: points between which nobody looked are not joined
 * @param whole the values are counts
 */
export function LineChart(props: {
  title: string
  times: readonly number[]
  since: readonly number[]
  lines: readonly Line[]
  format: (value: number) => string
  height?: number
  whole?: boolean
}) {
  const { title, times, since, lines, format, height = HEIGHT, whole = false } = props
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | undefined>(undefined)
  const [pointed, setPointed] = useState<number | undefined>(undefined)
  const colours = useColours()
  const hues = lines.map(({ hue, area }) => `${hue}${area ? '+' : ''}`).join(' ')
  const data = useMemo(() => toData(times, since, lines), [times, since, lines])
  const latest = useRef({ data, format })
  latest.current = { data, format }

  useEffect(() => {
    if (!host.current) return
    const made = new uPlot(
      options(
        hues.split(' '),
        colours,
        { height, width: host.current.clientWidth, whole },
        (value) => latest.current.format(value),
        setPointed,
      ),
      latest.current.data,
      host.current,
    )
    chart.current = made
    const observer = new ResizeObserver(([entry]) => entry && made.setSize({ width: entry.contentRect.width, height }))
    observer.observe(host.current)
    return () => {
      observer.disconnect()
      made.destroy()
      chart.current = undefined
    }
  }, [hues, colours, height, whole])
  useEffect(() => chart.current?.setData(data), [data])

  const at = pointed ?? data[0].length - 1
  const time = data[0][at]
  return (
    <figure className="chart">
      <figcaption>
        <span className="chart-title">{title}</span>
        {time !== undefined && pointed !== undefined && (
          <span className="faint number">{clockTime(time * 1_000).slice(0, 8)}</span>
        )}
      </figcaption>
      <ul className="legend">
        {lines.map(({ name, hue }, i) => {
          const value = data[i + 1]?.[at]
          return (
            <li key={name} data-hue={hue}>
              {name} <b className="number">{value === null || value === undefined ? '–' : format(value)}</b>
            </li>
          )
        })}
      </ul>
      <div ref={host} className="plot" aria-hidden="true" style={{ height }} />
    </figure>
  )
}

/** Seconds, as uPlot wants them; a hole where nobody looked. */
function toData(times: readonly number[], since: readonly number[], lines: readonly Line[]): uPlot.AlignedData {
  const xs: number[] = []
  const rows: (number | null)[][] = lines.map(() => [])
  times.forEach((time, i) => {
    const before = times[i - 1]
    const from = since[i] ?? time
    if (before !== undefined && from - before > SLACK_MS) {
      xs.push(from / 1_000)
      for (const row of rows) row.push(null)
    }
    xs.push(time / 1_000)
    rows.forEach((row, at) => void row.push(lines[at]?.values[i] ?? null))
  })
  return [xs, ...rows]
}

/** A point between two holes, which no line shows. */
function alone(values: uPlot.AlignedData[number]): number[] | null {
  const found: number[] = []
  for (let i = 0; i < values.length; i++)
    if (typeof values[i] === 'number' && typeof values[i - 1] !== 'number' && typeof values[i + 1] !== 'number')
      found.push(i)
  return found.length > 0 ? found : null
}

function options(
  hues: string[],
  colours: Record<string, string>,
  { height, width, whole }: { height: number; width: number; whole: boolean },
  format: (value: number) => string,
  setPointed: (at: number | undefined) => void,
): uPlot.Options {
  const axis: uPlot.Axis = {
    stroke: colours.faint!,
    font: '11px "Inter Variable", system-ui, sans-serif',
    ticks: { show: false },
    grid: { stroke: colours.border!, width: 1 },
  }
  return {
    width,
    height,
    padding: [6, 6, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
    scales: { y: { range: (_plot, _min, max) => [0, max > 0 ? max * 1.15 : 1] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 22,
        space: 70,
        values: (plot, splits, _axis, _space, step) =>
          splits.map((at) => (endsBefore(plot, at) ? timeOfDay(at, step) : '')),
      },
      {
        ...axis,
        ...(whole && { incrs: WHOLE_STEPS }),
        ...{ size: AXIS_PX, space: 34, gap: 6, values: (_plot: uPlot, splits: number[]) => splits.map(format) },
      },
    ],
    series: [
      {},
      ...hues.map((hue) => {
        const colour = colours[hue.replace('+', '')]!
        return {
          stroke: colour,
          width: 1.6,
          points: { show: false, size: 4, fill: colour, filter: (plot: uPlot, i: number) => alone(plot.data[i] ?? []) },
          ...(hue.endsWith('+') && { fill: colour.replace('rgb(', 'rgba(').replace(')', ', 0.13)') }),
        }
      }),
    ],
    hooks: { setCursor: [(plot) => setPointed(plot.cursor.idx ?? undefined)] },
  }
}

const endsBefore = (plot: uPlot, at: number): boolean =>
  plot.valToPos(at, 'x') <= plot.bbox.width / uPlot.pxRatio - LABEL_PX

/** With seconds where steps are shorter than a minute. */
const timeOfDay = (seconds: number, step: number): string => clockTime(seconds * 1_000).slice(0, step < 60 ? 8 : 5)
