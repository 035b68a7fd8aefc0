import type { ItemColumns, ItemTexts } from '../../api/answers'

/** An item in the table: a number, read from the columns when it is shown, sorted or filtered. */
export interface ItemRow {
  index: number
}

export interface ItemFilter {
  metric: string
  only: string
  min: string
  max: string
}

/** One object per item for as long as the result is open, so that the table knows rows again. */
export const itemRows = (columns: ItemColumns): ItemRow[] => Array.from({ length: columns.items }, (_, index) => ({ index }))

const limit = (text: string): number | null => (text.trim() === '' || Number.isNaN(Number(text)) ? null : Number(text))

export function chosenItems(rows: readonly ItemRow[], columns: ItemColumns, filter: ItemFilter): readonly ItemRow[] {
  const scores = columns.metrics[filter.metric] ?? []
  const [min, max] = [limit(filter.min), limit(filter.max)]
  const isIn = only(columns, scores, filter.only)
  if (min === null && max === null && isIn === null) return rows
  return rows.filter(({ index }) => {
    const score = scores[index]
    return (isIn === null || isIn(index))
      && (min === null || (score !== null && score !== undefined && score >= min))
      && (max === null || (score !== null && score !== undefined && score <= max))
  })
}

function only(columns: ItemColumns, scores: readonly (number | null)[], which: string): ((index: number) => boolean) | null {
  if (which === '') return null
  if (which === 'undefined') return index => scores[index] === null
  if (which === 'lowest' || which === 'highest') {
    const known = scores.filter(score => score !== null)
    const edge = known.reduce((a, b) => (which === 'lowest' ? Math.min(a, b) : Math.max(a, b)), which === 'lowest' ? Infinity : -Infinity)
    return index => scores[index] === edge
  }

  const indexes = new Set(which === 'errors' ? columns.errors : columns.labels[which.replace(/^label:/, '')] ?? [])
  return index => indexes.has(index)
}

/** What a search of the table finds an item by. */
export const itemText = (index: number, columns: ItemColumns, texts: ItemTexts | undefined) =>
  `${columns.itemIds[index] ?? ''} ${texts?.inputs[index] ?? ''}`
