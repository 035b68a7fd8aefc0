import { describe, expect, it } from 'vitest'
import type { Column } from '../src/components/table/Column'
import { filtered, Haystacks, sorted } from '../src/components/table/rows'

interface Row {
  name: string
  score: number | null
}

const columns: Column<Row>[] = [
  { id: 'name', header: 'Name', value: row => row.name },
  { id: 'score', header: 'Score', value: row => row.score },
]
const rows: Row[] = [{ name: 'item 10', score: 0.5 }, { name: 'Item 9', score: null }, { name: 'étude', score: -1 }, { name: 'Eta', score: 0.5 }]
const names = (found: readonly Row[]) => found.map(row => row.name)

describe('sorted', () => {
  it('orders texts as people read them: numbers by size, whatever the case', () =>
    expect(names(sorted(rows, row => row.name, false, 'en'))).toEqual(['Eta', 'étude', 'Item 9', 'item 10']))

  it('keeps rows without a value last in both directions', () => {
    expect(names(sorted(rows, row => row.score, false, 'en'))).toEqual(['étude', 'item 10', 'Eta', 'Item 9'])
    expect(names(sorted(rows, row => row.score, true, 'en'))).toEqual(['item 10', 'Eta', 'étude', 'Item 9'])
  })
})

describe('filtered', () => {
  const find = (filter: string) => names(filtered(rows, filter, new Haystacks(columns)))

  it('finds rows that have every word somewhere', () => {
    expect(find('ITEM')).toEqual(['item 10', 'Item 9'])
    expect(find('0.5 item')).toEqual(['item 10'])
    expect(find('  ')).toEqual(names(rows))
    expect(find('nothing')).toEqual([])
  })
})
