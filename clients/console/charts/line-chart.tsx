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
/** Points farther apart than this many usual steps are not joined: nobody knows what was between. */
const GAP_STEPS = 4

/**
 * Lines over time that grow at the right. Under the pointer, or else at the newest point, the legend says the figures, so
 * that they can be read without the canvas.
 * @param times Unix ms, rising
 */
export function LineChart(props: {
  title: string
  times: readonly number[]
  lines: readonly Line[]
  format: (value: number) => string
  height?: number
}) {
  const { title, times, lines, format, height = HEIGHT } = props
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | undefined>(undefined)
  const [pointed, setPointed] = useState<number | undefined>(undefined)
  const colours = useColours()
  const hues = lines.map(({ hue, area }) => `${hue}${area ? '+' : ''}`).join(' ')
  const data = useMemo(() => toData(times, lines), [times, lines])
  const latest = useRef({ data, format })
  latest.current = { data, format }

  useEffect(() => {
    if (!host.current) return
    const made = new uPlot(
      options(
        hues.split(' '),
        colours,
        height,
        host.current.clientWidth,
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
  }, [hues, colours, height])
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

/** Seconds, as uPlot wants them; a hole where points are missing. */
function toData(times: readonly number[], lines: readonly Line[]): uPlot.AlignedData {
  const xs: number[] = []
  const rows: (number | null)[][] = lines.map(() => [])
  const step = median(times)
  times.forEach((time, i) => {
    const before = times[i - 1]
    if (before !== undefined && time - before > step * GAP_STEPS) {
      xs.push((before + step) / 1_000)
      for (const row of rows) row.push(null)
    }
    xs.push(time / 1_000)
    rows.forEach((row, at) => void row.push(lines[at]?.values[i] ?? null))
  })
  return [xs, ...rows]
}

function median(times: readonly number[]): number {
  const steps = times.slice(1).map((time, i) => time - times[i]!)
  return steps.sort((a, b) => a - b)[steps.length >> 1] ?? Number.POSITIVE_INFINITY
}

function options(
  hues: string[],
  colours: Record<string, string>,
  height: number,
  width: number,
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
        values: (_plot, splits, _axis, _space, step) => splits.map((at) => timeOfDay(at, step)),
      },
      { ...axis, size: AXIS_PX, space: 34, gap: 6, values: (_plot, splits) => splits.map(format) },
    ],
    series: [
      {},
      ...hues.map((hue) => {
        const colour = colours[hue.replace('+', '')]!
        return {
          stroke: colour,
          width: 1.6,
          points: { show: false },
          ...(hue.endsWith('+') && { fill: colour.replace('rgb(', 'rgba(').replace(')', ', 0.13)') }),
        }
      }),
    ],
    hooks: { setCursor: [(plot) => setPointed(plot.cursor.idx ?? undefined)] },
  }
}

/** With seconds where steps are shorter than a minute. */
const timeOfDay = (seconds: number, step: number): string => clockTime(seconds * 1_000).slice(0, step < 60 ? 8 : 5)
