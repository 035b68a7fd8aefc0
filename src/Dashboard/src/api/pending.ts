// Shapes of addresses that the OpenAPI document does not have yet.
import type { Schema } from './client'

export interface Listed<T> {
  items: T[]
  nextCursor: string | null
}

export type Result = Schema<'ResultAnswer'> & { quarantine?: { reason: string; at: string } | null }
export type Ranked = Schema<'RankedAnswer'>

export interface Power {
  minimumDetectable: number | null
  itemsNeeded: number | null
  additionalItems: number | null
  forDifference: number | null
  power: number | null
  sentence: string
}

export type Pair = Schema<'PairAnswer'> & { dropped?: number; power?: Power | null }

export interface Cell {
  dataset: string
  datasetId: string
  version: number
  metric: string
  direction: 'higher' | 'lower'
  ranking: Ranked[]
  comparisons: Pair[]
  groups: string[][]
  method: string
  notes: string[]
  refusal: string | null
}

export interface MeanRank {
  system: string
  systemId: string
  meanRank: number | null
  low: number | null
  high: number | null
  winRate: number | null
}

export interface Overall {
  metric: string
  blocks: number
  friedman: { statistic: number | null; p: number | null; method: string } | null
  criticalDifference: number | null
  ranks: MeanRank[]
  groups: string[][]
  method: string
  notes: string[]
}

export interface Comparison {
  id: string
  name: string
  createdAt: string
  createdFrom?: string | null
  alpha: number
  correction: string
  tests: string[]
  systems: { system: string; systemId: string }[]
  cells: Cell[]
  overall: Overall | null
  overallByMetric?: Overall[]
}

export interface ComparisonSummary {
  id: string
  name: string
  createdAt: string
  systems: string[]
  datasets: string[]
  metrics: string[]
  cells: number
  significantPairs: number
}

export interface ComparisonRequest {
  name?: string
  systems?: string[]
  datasets?: string[]
  metrics?: string[]
  results?: string[]
  alpha?: number
  correction?: string
  tests?: string[]
}

export interface Board {
  metric: string
  blocks: number
  datasets: { dataset: string; datasetId: string; version: number }[]
  ranks: (MeanRank & { datasets: number; values: Record<string, number | null> })[]
  criticalDifference: number | null
  groups: string[][]
  method: string
  notes: string[]
  running: { system: string; systemId: string; dataset: string; datasetId: string; jobId: string; done: number; of: number }[]
}

export interface SideItem {
  asked: boolean
  textLength: number | null
  isCut: boolean
  score: number | null
  error: string | null
  text: string | null
  documents: { id: string; score: number | null }[]
  latencyMilliseconds: number | null
  costDollars: number | null
}

export interface SidePair {
  index: number
  itemId: string
  input: string | null
  expected: string | readonly string[] | null
  a: SideItem
  b: SideItem
  difference: number | null
}

export interface ItemColumns {
  items: number
  itemIds: (string | null)[]
  metrics: Record<string, (number | null)[]>
  errors: number[]
  latencies: (number | null)[]
  labels: Record<string, number[]>
}

export interface ItemTexts {
  inputs: (string | null)[]
  answers: (string | null)[]
}

export interface JudgedDocument {
  id: string
  score: number | null
  grade: number | null
  title: string | null
  text: string | null
}

export interface JudgeFinding {
  judge: string
  value: number | null
  reason: string
  flags: string[]
  malformed: string[]
  asked: number
  cached: number
  costDollars: number | null
}

export interface ItemDetail {
  index: number
  itemId: string
  input: string | null
  expected: string[]
  options: string[]
  record: unknown
  judged: JudgedDocument[]
  scores: Record<string, number | null>
  error: string | null
  latencyMilliseconds: number
  attempts: number
  costDollars: number | null
  answer: JudgedDocument[]
  outputs: Schema<'OutputAnswer'>[]
  findings: JudgeFinding[]
}

export interface Distribution {
  metric: string
  bins: { from: number; to: number; count: number }[]
  quantiles: Record<string, number | null>
  n: number
  undefined: number
}

export interface Slices {
  by: string
  metric: string
  slices: { value: string; n: number; mean: number | null; ciLow: number | null; ciHigh: number | null; difference: number | null; p: number | null; pAdjusted: number | null }[]
  method: string
  notes: string[]
}

export interface Failures {
  failed: number
  items: number
  patterns: {
    kind: 'ngram' | 'embedding'
    label: string
    terms: string[]
    failed: number
    of: number
    rate: number
    lift: number | null
    p: number | null
    pAdjusted: number | null
    examples: { index: number; itemId: string; input: string }[]
  }[]
  method: string
  notes: string[]
}

export interface TrendPoint {
  at: string
  value: number | null
  ciLow: number | null
  ciHigh: number | null
  n: number
  resultId: string
  systemRevision: number
  datasetVersion: number
  model: string | null
}

export interface ChangePoint {
  at: string
  resultId: string
  before: number | null
  after: number | null
  p: number | null
  method: string
  changed: { what: string; from: string | null; to: string | null }[]
}

export interface Trends {
  system: string
  dataset: string
  metric: string
  direction: 'higher' | 'lower'
  points: TrendPoint[]
  trend: { slope: number | null; slopePerDay: number | null; slopeLow: number | null; slopeHigh: number | null; p: number | null; method: string; direction: string } | null
  changePoints: ChangePoint[]
  notes: string[]
}

export interface Schedule {
  id: string
  name: string
  cron: string
  timeZone: string
  description: string | null
  paused: boolean
  nextRuns: string[]
  lastRun: ScheduleRun | null
  runs: ScheduleRun[]
  missedRuns: 'skip' | 'once' | 'all'
  template: string | null
}

export interface ScheduleRun {
  at: string
  due: string
  jobId: string | null
  jobStatus: string | null
  outcome: 'submitted' | 'skipped' | 'missed' | 'refused'
  note: string | null
  manual: boolean
}

export interface Template {
  id: string
  name: string
  description: string | null
  job: Schema<'JobBody'>
  createdAt?: string
}

export interface Rule {
  id: string
  name: string
  kind: 'threshold' | 'drop'
  metric: string | null
  min: number | null
  max: number | null
  severity: string | null
  baseline: string | null
  firing: number
  state: 'ok' | 'firing' | 'silenced'
  lastEvaluatedAt: string | null
  builtIn: boolean
}

export interface Alert {
  id: string
  type: string
  ruleId: string
  rule: string
  metric: string
  value: number | null
  threshold: number | null
  severity: 'high' | 'medium'
  system: string
  systemId: string
  dataset: string
  datasetId: string
  resultId: string | null
  state: 'firing' | 'resolved'
  message: string
  at: string
  resolvedAt: string | null
  deliveries: { channel: string; status: string; attempts: number; lastError: string | null; at: string | null }[]
}

export interface Channel {
  id: string
  name: string
  kind: string
  url: string
}

export interface ChannelTrial {
  delivered: boolean
  status: number | null
  error: string | null
}

export interface Notification {
  id: string
  kind: 'jobFinished' | 'thresholdCrossed' | 'regressionFound'
  title: string
  message: string
  link: string | null
  at: string
  read: boolean
}

export interface Judge {
  name: string
  version: number
  systemId: string
  kind: string
  metric: string
  hash: string
  definition: string
  isRemoved: boolean
  createdAt: string
}
