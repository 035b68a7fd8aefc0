import { Link } from 'react-router'
import type { Cell, MeanRank, Pair, Ranked } from '../../api/answers'
import { Badge } from '../../components/Badge'
import { Estimate } from '../../components/Estimate'
import { Table } from '../../components/table/Table'
import { Untrusted } from '../../components/Untrusted'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { comparisonsWords } from './words'

/** Of many pairs the first ones say enough. */
const MostTold = 10

export function RankingTable({ ranking, metric }: { ranking: readonly Ranked[]; metric: string }) {
  const t = useWords(comparisonsWords)
  const f = useFormats()
  return (
    <Table
      plain caption={t.ranking} id="ranking-" rows={ranking} rowKey={entry => entry.resultId}
      columns={[
        { id: 'rank', header: t.rank, value: entry => entry.rank, cell: entry => <span title={t.rankRange}><strong>{f.count(entry.rank)}</strong>{entry.rankLow !== entry.rankHigh && <span className="soft small"> ({f.count(entry.rankLow)}–{f.count(entry.rankHigh)})</span>}</span> },
        { id: 'system', header: t.system, clip: true, value: entry => entry.system, cell: entry => <Link to={`/results/${entry.resultId}?metric=${encodeURIComponent(metric)}`}><Untrusted text={entry.system} clip /></Link> },
        { id: 'value', header: t.mean, end: true, value: entry => entry.value, cell: entry => <Estimate value={entry.value} low={entry.ciLow} high={entry.ciHigh} /> },
        { id: 'n', header: t.n, end: true, notNarrow: true, value: entry => entry.n, cell: entry => f.count(entry.n) },
        ...(ranking.some(entry => entry.errors > 0) ? [{ id: 'errors', header: t.errors, end: true, notNarrow: true, value: (entry: Ranked) => entry.errors, cell: (entry: Ranked) => f.count(entry.errors) }] : []),
      ]}
    />
  )
}

export function PairsTable({ cell }: { cell: Cell }) {
  const t = useWords(comparisonsWords)
  const f = useFormats()
  const resultOf = (system: string) => cell.ranking.find(entry => entry.system === system)?.resultId ?? ''
  const power = ({ power: known }: Pair) => !known ? ''
    : known.additionalItems && known.forDifference !== null ? t.moreItems(f.count(known.additionalItems), f.number(known.forDifference))
    : known.minimumDetectable !== null ? t.powerMinimum(f.number(known.minimumDetectable)) : known.sentence
  const told = cell.comparisons.map(pair => ({ pair, text: [pair.significant ? '' : power(pair), pair.dropped ? t.dropped(f.count(pair.dropped)) : ''].filter(text => text !== '').join(' ') })).filter(one => one.text !== '').slice(0, MostTold)
  return (
    <>
      <Table
        plain caption={t.pairs} id="pairs-" rows={cell.comparisons} rowKey={pair => `${pair.a}\n${pair.b}`}
        columns={[
          { id: 'pair', header: t.pair, clip: true, value: pair => `${pair.a} – ${pair.b}`, cell: pair => <Link to={`/results/side-by-side?a=${resultOf(pair.a)}&b=${resultOf(pair.b)}&metric=${encodeURIComponent(cell.metric)}`} title={t.sideBySide}><Untrusted text={pair.a} /> – <Untrusted text={pair.b} /></Link> },
          { id: 'difference', header: t.difference, end: true, value: pair => pair.difference, cell: pair => <span className="estimate"><strong>{f.difference(pair.difference)}</strong> <span className="soft">{f.interval(pair.ciLow, pair.ciHigh)}</span></span> },
          { id: 'p', header: t.p, end: true, notNarrow: true, value: pair => pair.p, cell: pair => f.p(pair.p) },
          { id: 'adjusted', header: t.pAdjusted, end: true, value: pair => pair.pAdjusted, cell: pair => f.p(pair.pAdjusted) },
          { id: 'decision', header: t.decision, notNarrow: true, value: pair => pair.significant, cell: pair => <Badge tone={pair.significant ? 'good' : 'idle'}>{pair.significant ? t.significant : t.notSignificant}</Badge> },
          { id: 'effect', header: t.effect, end: true, notNarrow: true, value: pair => pair.effectSize, cell: pair => f.score(pair.effectSize) },
          { id: 'wins', header: t.wins, end: true, notNarrow: true, value: pair => pair.wins - pair.losses, cell: pair => `${f.count(pair.wins)} / ${f.count(pair.ties)} / ${f.count(pair.losses)}` },
        ]}
      />
      {told.length > 0 && (
        <div className="stack small">
          <h3>{t.power}</h3>
          <ul className="bullets">{told.map(({ pair, text }) => <li key={`${pair.a} ${pair.b}`} title={pair.power?.sentence}><Untrusted text={pair.a} /> – <Untrusted text={pair.b} />: {text}</li>)}</ul>
        </div>
      )}
    </>
  )
}

export function MeanRanksTable({ ranks, caption }: { ranks: readonly MeanRank[]; caption: string }) {
  const t = useWords(comparisonsWords)
  const f = useFormats()
  return (
    <Table
      plain caption={caption} id="overall-" rows={ranks} rowKey={rank => rank.systemId}
      columns={[
        { id: 'system', header: t.system, clip: true, value: rank => rank.system, cell: rank => <Untrusted text={rank.system} clip /> },
        { id: 'rank', header: t.meanRank, end: true, value: rank => rank.meanRank, cell: rank => <span className="estimate"><strong>{f.number(rank.meanRank)}</strong>{rank.low !== null && <span className="soft"> [{f.number(rank.low)}, {f.number(rank.high)}]</span>}</span> },
        { id: 'wins', header: t.winRate, end: true, value: rank => rank.winRate, cell: rank => f.percent(rank.winRate) },
      ]}
    />
  )
}
