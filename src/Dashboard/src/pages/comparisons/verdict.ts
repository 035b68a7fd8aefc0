import type { Pair, Ranked } from '../../api/answers'
import type { Formats } from '../../format/formats'
import type { comparisonsWords } from './words'

type Said = (typeof comparisonsWords)['en']

/** So many systems are named; of the others their number. */
const MostNamed = 3

/** Keeps the direction of a name from outside to itself, within a sentence. */
export const isolated = (name: string) => `\u2068${name}\u2069`

export interface Verdict {
  sentence: string
  best: Ranked | null
  /** The strongest of the others, with whom one wants to look at differences. */
  second: Ranked | null
}

/** Which system is best, how sure that is, and what it would take to be surer: in a sentence, of numbers that the hub has computed. */
export function verdictOf(metric: string, ranking: readonly Ranked[], pairs: readonly Pair[], t: Said, f: Formats): Verdict {
  const [best = null, second = null] = ranking
  if (best === null || best.value === null) return { sentence: t.undefinedBest(metric), best: null, second: null }

  const told = [isolated(best.system), metric, f.score(best.value), f.interval(best.ciLow, best.ciHigh)] as const
  if (second === null) return { sentence: t.only(...told), best, second }

  const of = ranking.slice(1).flatMap(other => {
    const pair = pairs.find(candidate => (candidate.a === best.system && candidate.b === other.system) || (candidate.b === best.system && candidate.a === other.system))
    return pair === undefined ? [] : [{ system: other.system, pair }]
  })
  const named = (entries: typeof of) => f.list([
    ...entries.slice(0, MostNamed).map(({ system, pair }) => t.withP(isolated(system), pOf(pair.pAdjusted ?? pair.p, f))),
    ...(entries.length > MostNamed ? [t.andMore(f.count(entries.length - MostNamed))] : []),
  ])
  const [same, worse] = [of.filter(({ pair }) => !pair.significant), of.filter(({ pair }) => pair.significant)]
  const power = same[0]?.pair.power
  return {
    best,
    second,
    sentence: [
      (same.length === 0 && of.length > 0 ? t.best : t.highest)(...told),
      ...(same.length > 0 ? [t.same(named(same))] : []),
      ...(worse.length > 0 ? [t.better(named(worse))] : []),
      ...(power?.additionalItems && power.forDifference !== null ? [t.moreItems(f.count(power.additionalItems), f.number(power.forDifference))] : []),
    ].join('; ') + t.end,
  }
}

/** "= 0.31", "< 0.001": as it stands behind p. */
export const pOf = (p: number | null | undefined, f: Formats) => {
  const text = f.p(p)
  return text.startsWith('<') ? `<\u00a0${text.slice(1)}` : `=\u00a0${text}`
}
