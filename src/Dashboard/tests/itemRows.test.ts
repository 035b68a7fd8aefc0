import { describe, expect, it } from 'vitest'
import type { ItemColumns } from '../src/api/answers'
import { chosenItems, itemRows, type ItemFilter } from '../src/pages/results/itemRows'

const columns: ItemColumns = {
  items: 5, itemIds: ['a', 'b', 'c', 'd', null], metrics: { mrr: [0, 0.5, 1, null, null] }, errors: [0], latencies: [1, 2, 3, 4, null], labels: { cutOff: [1, 2] },
}
const rows = itemRows(columns)
const chosen = (filter: Partial<ItemFilter>) => chosenItems(rows, columns, { metric: 'mrr', only: '', min: '', max: '', ...filter }).map(row => row.index)

describe('chosenItems', () => {
  it('without a filter is the rows themselves, so that nothing is drawn again', () => {
    expect(chosenItems(rows, columns, { metric: 'mrr', only: '', min: '', max: '' })).toBe(rows)
  })

  it('by limits leaves out what is undefined', () => {
    expect(chosen({ min: '0.5' })).toEqual([1, 2])
    expect(chosen({ max: '0.5' })).toEqual([0, 1])
    expect(chosen({ min: 'no number' })).toEqual([0, 1, 2, 3, 4])
  })

  it.each([['lowest', [0]], ['highest', [2]], ['errors', [0]], ['undefined', [3, 4]], ['label:cutOff', [1, 2]], ['label:unknown', []]])('%s', (only, expected) => {
    expect(chosen({ only })).toEqual(expected)
  })
})
