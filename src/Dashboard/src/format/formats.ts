import type { Language } from '../i18n/words'

type Missing = null | undefined

/** Shown where there is no value; never 0, which is one. */
export const none = '–'

/** Numbers, durations and instants as people of a language write them. Every function takes null. */
export function formats(language: Language, timeZone?: string) {
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options)
  const whole = number({ maximumFractionDigits: 0 })
  const plain = number({ maximumSignificantDigits: 4 })
  const score = number({ minimumFractionDigits: 3, maximumFractionDigits: 3 })
  const signed = number({ minimumFractionDigits: 3, maximumFractionDigits: 3, signDisplay: 'exceptZero' })
  const share = number({ style: 'percent', maximumFractionDigits: 1 })
  const wholeShare = number({ style: 'percent', maximumFractionDigits: 0 })
  const compact = number({ notation: 'compact', maximumFractionDigits: 1 })
  const cents = number({ style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' })
  const tiny = number({ style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', maximumSignificantDigits: 2 })
  const instant = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone })
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium', timeZone })
  const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  const unit = (name: string, digits = 0) => number({ style: 'unit', unit: name, unitDisplay: 'narrow', maximumFractionDigits: digits })
  const units = { day: unit('day'), hour: unit('hour'), minute: unit('minute'), second: unit('second'), seconds: unit('second', 1), millisecond: unit('millisecond') }
  const list = new Intl.ListFormat(language, { style: 'narrow', type: 'conjunction' })

  const of = <T>(show: (value: T) => string) => (value: T | Missing) =>
    value === null || value === undefined || Number.isNaN(value) ? none : show(value)

  const duration = (seconds: number): string => {
    if (seconds < 1) return units.millisecond.format(Math.round(seconds * 1000))
    if (seconds < 10) return units.seconds.format(seconds)
    if (seconds < 60) return units.second.format(Math.round(seconds))
    const rounded = Math.round(seconds)
    const [large, small, size] = rounded < 3600
      ? [units.minute, units.second, 60] as const
      : rounded < 86_400 ? [units.hour, units.minute, 3600] as const : [units.day, units.hour, 86_400] as const
    const rest = Math.floor((rounded % size) / (size === 60 ? 1 : size === 3600 ? 60 : 3600))
    const head = large.format(Math.floor(rounded / size))
    return rest === 0 ? head : `${head} ${small.format(rest)}`
  }

  const relative = (at: Date, now: Date): string => {
    const seconds = (at.getTime() - now.getTime()) / 1000
    const size = Math.abs(seconds)
    return size < 60 ? ago.format(Math.round(seconds), 'second')
      : size < 3600 ? ago.format(Math.round(seconds / 60), 'minute')
      : size < 86_400 ? ago.format(Math.round(seconds / 3600), 'hour')
      : size < 30 * 86_400 ? ago.format(Math.round(seconds / 86_400), 'day')
      : day.format(at)
  }

  const date = (show: (at: Date) => string) => of((text: string | Date) => show(new Date(text)))

  return {
    /** 12,345 */
    count: of((value: number) => whole.format(value)),
    /** Four significant digits. */
    number: of((value: number) => plain.format(value)),
    /** A metric's value: 0.412 */
    score: of((value: number) => score.format(value)),
    /** [0.380, 0.440] */
    interval: (low: number | Missing, high: number | Missing) => `[${of((value: number) => score.format(value))(low)}, ${of((value: number) => score.format(value))(high)}]`,
    /** A difference: +0.012 */
    difference: of((value: number) => signed.format(value)),
    /** Of a share between 0 and 1: 41.2 % */
    percent: of((value: number) => share.format(value)),
    wholePercent: of((value: number) => wholeShare.format(value)),
    /** A p-value: below 0.001 that is what it says. */
    p: of((value: number) => (value < 0.001 ? `<${score.format(0.001)}` : score.format(value))),
    /** 1.2K */
    compact: of((value: number) => compact.format(value)),
    /** US dollars; below a cent with two significant digits. */
    dollars: of((value: number) => (value !== 0 && Math.abs(value) < 0.01 ? tiny : cents).format(value)),
    /** Of seconds: 3 min 20 s */
    duration: of(duration),
    milliseconds: of((value: number) => duration(value / 1000)),
    instant: date(at => instant.format(at)),
    day: date(at => day.format(at)),
    clock: date(at => clock.format(at)),
    /** 3 minutes ago; after a month the day. */
    relative: (at: string | Date | Missing, now = new Date()) => (at === null || at === undefined ? none : relative(new Date(at), now)),
    list: (texts: readonly string[]) => list.format(texts),
  }
}

export type Formats = ReturnType<typeof formats>
