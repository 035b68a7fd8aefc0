import { expect, it } from 'vitest'
import { qualityOf } from '../src/pages/datasets/quality'

const item = (index: number, text: string, grades: number[] = [], record: unknown = null) =>
  ({ index, id: `q${index}`, text, judgements: grades.map((grade, place) => ({ documentId: `d${place}`, grade })), record: record as never })

it('counts what is odd', () => {
  const found = qualityOf([item(0, 'How  high?', [2, 0]), item(1, 'how high?', [0]), item(2, ' ', [1]), item(3, 'Alone')])
  expect(found).toMatchObject({ looked: 4, emptyTexts: 1, duplicates: 2, unjudged: 1, onlyZero: 1 })
  expect(found.grades).toEqual([{ grade: 0, count: 2 }, { grade: 1, count: 1 }, { grade: 2, count: 1 }])
})

it('does not miss judgements where nothing is judged, and reads a task\'s record', () => {
  const found = qualityOf([item(0, '', [], { n: 1, question: 'What?' })])
  expect(found).toMatchObject({ emptyTexts: 0, unjudged: 0, onlyZero: 0, grades: [] })
  expect(found.lengths.most).toBe(5)
})

it('counts lengths into bins that hold all', () => {
  const found = qualityOf(Array.from({ length: 50 }, (_, index) => item(index, 'x'.repeat(index))))
  expect(found.lengths.bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(50)
  expect(found.lengths).toMatchObject({ median: 24, most: 49 })
})

it('looks at nothing without falling', () => expect(qualityOf([])).toMatchObject({ looked: 0, lengths: { median: 0, most: 0, bins: [] } }))
