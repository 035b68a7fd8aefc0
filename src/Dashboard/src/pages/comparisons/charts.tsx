import { useMemo } from 'react'
import type { Cell, MeanRank, Pair, Ranked } from '../../api/answers'
import { Chart } from '../../components/chart/Chart'
import { criticalDifference, criticalDifferenceHeight } from '../../components/chart/plots/criticalDifference'
import { intervalHeight, intervals } from '../../components/chart/plots/intervals'
import { matrix, matrixHeight, type MatrixCell } from '../../components/chart/plots/matrix'
import type { ChartTheme } from '../../components/chart/theme'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { pOf } from './verdict'
import { comparisonsWords } from './words'

export function IntervalChart({ metric, dataset, ranking }: { metric: string; dataset: string; ranking: readonly Ranked[] }) {
  const t = useWords(comparisonsWords)
  const f = useFormats()
  const option = useMemo(() => (theme: ChartTheme) => intervals(
    ranking.map(entry => ({ name: entry.system, value: entry.value, low: entry.ciLow, high: entry.ciHigh, told: `${entry.system}\n${f.score(entry.value)} ${f.interval(entry.ciLow, entry.ciHigh)}\nn = ${f.count(entry.n)}` })),
    theme, value => f.number(value)), [ranking, f])
  const best = ranking[0]
  return (
    <Chart
      untitled title={t.intervalPlot(metric, dataset)} summary={t.intervalSummary(best?.system ?? '–', f.score(best?.value), f.count(ranking.length))} option={option} height={intervalHeight(ranking.length)}
      data={{ columns: [t.rank, t.system, metric, 'CI low', 'CI high', t.n], rows: ranking.map(entry => [entry.rank, entry.system, entry.value, entry.ciLow, entry.ciHigh, entry.n]) }}
    />
  )
}

export function MatrixChart({ cell }: { cell: Cell }) {
  const t = useWords(comparisonsWords)
  const f = useFormats()
  const systems = useMemo(() => cell.ranking.map(entry => entry.system), [cell])
  const cells = useMemo(() => cell.comparisons.flatMap(pair => both(pair, systems, cell.direction, p => f.p(p), (row, column, p, difference) => `${row} – ${column}: ${f.difference(difference)}\np ${pOf(p, f)}`)), [cell, systems, f])
  const option = useMemo(() => (theme: ChartTheme) => matrix(systems, cells, theme), [systems, cells])
  return (
    <div className="stack">
      <Chart
        untitled title={t.matrix} summary={t.matrixSummary(f.count(cell.comparisons.filter(pair => pair.significant).length), f.count(cell.comparisons.length))} option={option} height={matrixHeight(systems.length)}
        data={{ columns: ['A', 'B', t.difference, t.p, t.pAdjusted], rows: cell.comparisons.map(pair => [pair.a, pair.b, pair.difference, pair.p, pair.pAdjusted]) }}
      />
      <p className="legend"><span>{t.matrixLegend}:</span><span><i className="swatch" data-tone="good" />{t.rowBetter}</span><span><i className="swatch" data-tone="bad" />{t.rowWorse}</span><span><i className="swatch" />{t.notSignificant}</span></p>
    </div>
  )
}

function both(pair: Pair, systems: readonly string[], direction: string, show: (p: number | null) => string, tell: (row: string, column: string, p: number | null, difference: number | null) => string): MatrixCell[] {
  const [a, b] = [systems.indexOf(pair.a), systems.indexOf(pair.b)]
  const p = pair.pAdjusted ?? pair.p
  const isBetter = (difference: number) => (direction === 'lower' ? difference < 0 : difference > 0)
  const one = (row: number, column: number, difference: number | null): MatrixCell => ({
    row, column, text: show(p), told: tell(systems[row] ?? '', systems[column] ?? '', p, difference),
    kind: !pair.significant || difference === null ? 'same' : isBetter(difference) ? 'better' : 'worse',
  })
  return a < 0 || b < 0 ? [] : [one(a, b, pair.difference), one(b, a, pair.difference === null ? null : -pair.difference)]
}

export function CriticalChart({ ranks, groups, difference }: { ranks: readonly MeanRank[]; groups: readonly (readonly string[])[]; difference: number | null }) {
  const t = useWords(comparisonsWords)
  const f = useFormats()
  const ranked = useMemo(() => ranks.flatMap(rank => (rank.meanRank === null ? [] : [{ system: rank.system, meanRank: rank.meanRank }])), [ranks])
  const option = useMemo(() => (theme: ChartTheme) => criticalDifference(ranked, groups, difference, theme, value => f.number(value)), [ranked, groups, difference, f])
  const best = ranked.reduce<(typeof ranked)[number] | undefined>((a, b) => (a === undefined || b.meanRank < a.meanRank ? b : a), undefined)
  if (ranked.length < 2) return null
  return (
    <div className="stack">
      <Chart
        title={t.critical} summary={t.criticalSummary(best?.system ?? '–', f.number(best?.meanRank), f.number(difference))} option={option} height={criticalDifferenceHeight(ranked.length, groups)}
        data={{ columns: [t.system, t.meanRank, 'low', 'high', t.winRate], rows: ranks.map(rank => [rank.system, rank.meanRank, rank.low, rank.high, rank.winRate]) }}
      />
      <p className="legend">{t.criticalLegend}</p>
    </div>
  )
}
