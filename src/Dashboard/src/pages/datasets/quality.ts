import type { Schema } from '../../api/client'
import { questionOf } from './dataset'

type Item = Schema<'ItemAnswer'>

export interface Quality {
  looked: number
  emptyTexts: number
  duplicates: number
  unjudged: number
  onlyZero: number
  lengths: { median: number; most: number; bins: { from: number; to: number; count: number }[] }
  grades: { grade: number; count: number }[]
}

const Bins = 12

/** What may be odd about a dataset. Judgements are looked for only where there are any. */
export function qualityOf(items: readonly Item[]): Quality {
  const texts = items.map(item => questionOf(item).trim())
  const occurrences = counts(texts.filter(text => text !== '').map(text => text.toLocaleLowerCase().replace(/\s+/g, ' ')))
  const isJudged = items.some(item => item.judgements.length > 0)
  const grades = counts(items.flatMap(item => item.judgements.map(judgement => judgement.grade)))
  return {
    looked: items.length,
    emptyTexts: texts.filter(text => text === '').length,
    duplicates: [...occurrences.values()].filter(count => count > 1).reduce((sum, count) => sum + count, 0),
    unjudged: isJudged ? items.filter(item => item.judgements.length === 0).length : 0,
    onlyZero: isJudged ? items.filter(item => item.judgements.length > 0 && item.judgements.every(judgement => judgement.grade <= 0)).length : 0,
    lengths: lengths(texts.map(text => [...text].length)),
    grades: [...grades].map(([grade, count]) => ({ grade, count })).sort((a, b) => a.grade - b.grade),
  }
}

function counts<T>(values: readonly T[]): Map<T, number> {
  const found = new Map<T, number>()
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1)
  return found
}

function lengths(values: readonly number[]): Quality['lengths'] {
  const sorted = values.toSorted((a, b) => a - b)
  const most = sorted.at(-1) ?? 0
  const width = Math.max(1, Math.ceil((most + 1) / Bins))
  const bins = Array.from({ length: Math.ceil((most + 1) / width) }, (_, index) => ({ from: index * width, to: (index + 1) * width - 1, count: 0 }))
  for (const value of sorted) bins[Math.floor(value / width)]!.count++
  return { median: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, most, bins: values.length === 0 ? [] : bins }
}
