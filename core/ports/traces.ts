/** Words and numbers about a span; never the content of a message. */
export type Facts = Record<string, string | number | boolean>

export type SpanKind = 'server' | 'consumer' | 'producer' | 'internal'

export type Span = {
  /** What is below this span bears it. */
  readonly traceparent: string
  /** Once. With `failed`, a word that says why, it counts as an error. */
  end(facts?: Facts, failed?: string): void
}

export type SpanStart = {
  name: string
  kind: SpanKind
  parent: string
  /** Of the parent. */
  tracestate?: string | undefined
  facts: Facts
  /** Unix ms; default now. */
  startedAt?: number
}

/** [A6] Where spans go. A world has none of it unless the setting `traces` is on, so that it costs nothing then. */
export type Traces = {
  /** A span below `parent`; with none, or one that is no traceparent, it begins a trace. */
  start(what: SpanStart): Span
  /** Sends what there is, for as long as an orderly end may take. */
  close(): Promise<void>
}
