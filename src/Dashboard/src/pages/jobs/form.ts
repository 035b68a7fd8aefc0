import type { Schema } from '../../api/client'

/** What the form holds: texts, as they were typed. */
export interface JobSettings {
  name: string
  metrics: string
  concurrency: string
  parallelTasks: string
  topK: string
  maxDollars: string
  maxTokens: string
  cache: boolean
  stopEarly: boolean
  stopMetric: string
  stopAlpha: string
}

export const emptySettings: JobSettings = {
  name: '', metrics: '', concurrency: '', parallelTasks: '', topK: '', maxDollars: '', maxTokens: '', cache: true, stopEarly: false, stopMetric: '', stopAlpha: '',
}

const number = (typed: string) => (typed.trim() === '' ? undefined : Number(typed))
const list = (typed: string) => typed.split(/[,\s]+/).filter(name => name !== '')

/** What is sent: what was left empty is left to the hub's defaults. */
export const bodyOf = (settings: JobSettings, systems: readonly string[], datasets: readonly string[]): Schema<'JobBody'> => ({
  name: settings.name.trim(),
  systems: [...systems],
  datasets: [...datasets],
  metrics: list(settings.metrics).length > 0 ? list(settings.metrics) : undefined,
  concurrency: number(settings.concurrency),
  parallelTasks: number(settings.parallelTasks),
  topK: number(settings.topK),
  maxDollars: number(settings.maxDollars),
  maxTokens: number(settings.maxTokens),
  cache: settings.cache,
  earlyStop: settings.stopEarly ? { metric: settings.stopMetric.trim(), alpha: number(settings.stopAlpha) } : undefined,
})
