import { describe, expect, it } from 'vitest'
import type { Pair, Ranked } from '../src/api/answers'
import { formats } from '../src/format/formats'
import { verdictOf } from '../src/pages/comparisons/verdict'
import { comparisonsWords } from '../src/pages/comparisons/words'

const f = formats('en')
const ranked = (system: string, value: number | null): Ranked => ({
  rank: 1, rankLow: 1, rankHigh: 2, system, systemId: `sys_${system}`, value, ciLow: 0.38, ciHigh: 0.44, n: 225, errors: 0, resultId: `res_${system}`, evaluatedAt: '2026-01-01T00:00:00Z',
})
const pair = (a: string, b: string, pAdjusted: number, significant: boolean, power: Pair['power'] = null): Pair => ({
  a, b, difference: 0.02, ciLow: -0.01, ciHigh: 0.05, p: pAdjusted / 2, pAdjusted, significant, tTestP: null, effectSize: null, wins: 1, ties: 1, losses: 1, n: 225, tests: [], dropped: 0, power,
})
const said = (ranking: Ranked[], pairs: Pair[]) => verdictOf('ndcg@10', ranking, pairs, comparisonsWords.en, f).sentence.replace(/[\u2068\u2069]/g, '').replaceAll('\u00a0', ' ')

describe('verdictOf', () => {
  it('tells who is not told apart, by how much, and how many items would tell', () => {
    const power = { minimumDetectable: 0.02, itemsNeeded: 565, additionalItems: 340, forDifference: 0.01, power: 0.3, wanted: 0.8, level: 0.05, sentence: '' }
    expect(said([ranked('A', 0.41), ranked('B', 0.4)], [pair('B', 'A', 0.31, false, power)]))
      .toBe('A leads on ndcg@10: 0.410 [0.380, 0.440]; not distinguishable from B (p = 0.310); 340 more items would show a difference of 0.01.')
  })

  it('calls best only what is better than all others', () => {
    expect(said([ranked('A', 0.41), ranked('B', 0.3)], [pair('A', 'B', 0.0004, true)]))
      .toBe('A is best on ndcg@10: 0.410 [0.380, 0.440]; better than B (p < 0.001).')
  })

  it('has no pair to speak of where only one system is measured', () => {
    expect(said([ranked('A', 0.41)], [])).toContain('Only A was measured')
    expect(said([ranked('A', null)], [])).toBe('No system has a value on ndcg@10.')
    expect(said([], [])).toBe('No system has a value on ndcg@10.')
  })
})
