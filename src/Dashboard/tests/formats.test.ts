import { describe, expect, it } from 'vitest'
import { formats } from '../src/format/formats'

const en = formats('en', 'UTC')
const ko = formats('ko', 'UTC')
const ja = formats('ja', 'UTC')

describe('formats', () => {
  it('shows a missing value as missing, never as 0', () => {
    for (const show of [en.count, en.score, en.percent, en.dollars, en.duration, en.p, en.number]) {
      expect([show(null), show(undefined), show(NaN)]).toEqual(['–', '–', '–'])
    }
    expect(en.count(0)).toBe('0')
    expect([en.instant(null), en.relative(null)]).toEqual(['–', '–'])
  })

  it.each([
    [0.0451, '45ms'],
    [4.84, '4.8s'],
    [59.6, '60s'],
    [60, '1m'],
    [200, '3m 20s'],
    [3600, '1h'],
    // 2 h 59 min 59.6 s is 3 h to the second.
    [10_799.6, '3h'],
    [90_000, '1d 1h'],
  ])('shows %d seconds as %s', (seconds, text) => expect(en.duration(seconds)).toBe(text))

  it('shows small sums of money with what they have', () => {
    expect([en.dollars(12), en.dollars(0.000123), en.dollars(0)]).toEqual(['$12.00', '$0.00012', '$0.00'])
  })

  it('shows scores, differences and p-values as papers do', () => {
    expect([en.score(0.41234), en.difference(0.01), en.difference(-0.01), en.difference(0), en.p(0.00004), en.p(0.04)])
      .toEqual(['0.412', '+0.010', '-0.010', '0.000', '<0.001', '0.040'])
  })

  it('tells the time as the language does', () => {
    const now = new Date('2026-03-01T12:00:00Z')
    expect(en.relative('2026-03-01T11:57:00Z', now)).toBe('3 min. ago')
    expect(ko.relative('2026-03-01T11:57:00Z', now)).toBe('3분 전')
    expect(ja.relative('2026-02-28T12:00:00Z', now)).toBe('昨日')
    // After a month only the day is told.
    expect(en.relative('2026-01-01T12:00:00Z', now)).toBe('Jan 1, 2026')
  })

  it('groups digits', () => expect([en.count(1234567), en.compact(1234567)]).toEqual(['1,234,567', '1.2M']))
})
