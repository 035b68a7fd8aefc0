import type { Column, Value } from './Column'

/** What a filter looks through, made once per row, which is an object that does not change. */
export class Haystacks<Row> {
  readonly #texts = new WeakMap<object, string>()

  constructor(private readonly columns: readonly Column<Row>[]) {}

  of(row: Row): string {
    let text = this.#texts.get(row as object)
    if (text === undefined) {
      text = this.columns.map(column => column.value(row) ?? '').join('\n').toLocaleLowerCase()
      this.#texts.set(row as object, text)
    }

    return text
  }

  /** Makes them while the browser has nothing else to do, so that the first letter of a filter finds them made. */
  warm(rows: readonly Row[]): () => void {
    let next = 0
    let handle = requestIdleCallback(function some(this: void, deadline) {
      while (next < rows.length && deadline.timeRemaining() > 1) of(rows[next++]!)
      if (next < rows.length) handle = requestIdleCallback(some)
    })
    const of = (row: Row) => this.of(row)
    return () => cancelIdleCallback(handle)
  }
}

/** Rows that have every word of the filter somewhere. */
export function filtered<Row>(rows: readonly Row[], filter: string, haystacks: Haystacks<Row>): readonly Row[] {
  const words = filter.toLocaleLowerCase().split(/\s+/).filter(word => word !== '')
  return words.length === 0 ? rows : rows.filter(row => {
    const text = haystacks.of(row)
    return words.every(word => text.includes(word))
  })
}

/** Numbers by size, texts as the language orders them; rows without a value are last in both directions. Stable. */
export function sorted<Row>(rows: readonly Row[], value: (row: Row) => Value, descending: boolean, language: string): readonly Row[] {
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  const sign = descending ? -1 : 1
  const isMissing = (key: Value) => key === null || key === undefined || Number.isNaN(key)
  const compare = (a: Value, b: Value) =>
    typeof a === 'string' && typeof b === 'string' ? collator.compare(a, b) : Number(a) - Number(b)
  return rows
    .map((row, index) => ({ row, index, key: value(row) }))
    .sort((a, b) =>
      Number(isMissing(a.key)) - Number(isMissing(b.key)) || (isMissing(a.key) ? 0 : sign * compare(a.key, b.key)) || a.index - b.index)
    .map(entry => entry.row)
}
