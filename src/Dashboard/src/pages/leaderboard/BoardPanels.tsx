import { useMemo } from 'react'
import { Link } from 'react-router'
import type { Board } from '../../api/answers'
import { Notes } from '../../components/Notes'
import { Panel } from '../../components/Panel'
import { Progress } from '../../components/Progress'
import type { Column } from '../../components/table/Column'
import { Table } from '../../components/table/Table'
import { Untrusted } from '../../components/Untrusted'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { CriticalChart } from '../comparisons/charts'
import { isolated } from '../comparisons/verdict'
import { comparisonsWords } from '../comparisons/words'
import { leaderboardWords } from './words'

type Entry = Board['ranks'][number]

/** Systems over several datasets: ranks, since values of unlike datasets have no mean worth quoting. */
export function BoardPanels({ board }: { board: Board }) {
  const t = useWords(leaderboardWords)
  const c = useWords(comparisonsWords)
  const f = useFormats()
  const columns = useMemo<Column<Entry>[]>(() => [
    { id: 'system', header: c.system, clip: true, width: '220px', value: entry => entry.system, cell: entry => <Link to={`/systems/${encodeURIComponent(entry.systemId)}`}><Untrusted text={entry.system} clip /></Link> },
    { id: 'rank', header: t.rank, end: true, value: entry => entry.meanRank, cell: entry => <span className="estimate"><strong>{f.number(entry.meanRank)}</strong>{entry.low !== null && <span className="soft"> [{f.number(entry.low)}, {f.number(entry.high)}]</span>}</span> },
    { id: 'wins', header: t.wins, end: true, value: entry => entry.winRate, cell: entry => f.percent(entry.winRate) },
    { id: 'datasets', header: t.onDatasets, end: true, notNarrow: true, value: entry => entry.datasets, cell: entry => f.count(entry.datasets) },
    ...board.datasets.map(({ datasetId, dataset }): Column<Entry> => ({ id: datasetId, header: dataset, end: true, notNarrow: true, value: entry => entry.values[datasetId], cell: entry => f.score(entry.values[datasetId]) })),
  ], [board.datasets, t, c, f])
  const best = board.ranks[0]
  const table = board.ranks.length > 0 && (
    <Panel title={t.acrossTitle}>
      {best !== undefined && best.meanRank !== null && <p className="soft">{t.acrossLead(f.count(board.blocks))}</p>}
      <Table plain caption={t.acrossTitle} id="board-" rows={board.ranks} columns={columns} rowKey={entry => entry.systemId} />
    </Panel>
  )
  const method = <Panel title={c.method}><Notes method={board.method} notes={board.notes} /></Panel>
  if (best === undefined || best.meanRank === null) return <><p className="notice">{t.needTwoSets}</p><Running running={board.running} />{table}{method}</>
  const same = board.groups.filter(group => group.includes(best.system)).flat().filter(system => system !== best.system)
  return (
    <>
      <div className="verdict" role="note">
        <p>{[t.acrossBest(isolated(best.system), f.number(best.meanRank), f.count(board.blocks)), ...(same.length > 0 ? [t.acrossSame(f.list([...new Set(same)].map(isolated)))] : [])].join('; ') + c.end}</p>
      </div>
      <Running running={board.running} />
      {table}
      <Panel title={c.critical}><CriticalChart ranks={board.ranks} groups={board.groups} difference={board.criticalDifference} /></Panel>
      {method}
    </>
  )
}

/** What is under way and will move the ranks. */
function Running({ running }: { running: Board['running'] }) {
  const t = useWords(leaderboardWords)
  if (running.length === 0) return null
  return (
    <Panel title={t.running}>
      {running.map(task => (
        <div key={`${task.jobId} ${task.systemId} ${task.datasetId}`} className="stack">
          <Link to={`/jobs/${encodeURIComponent(task.jobId)}`}><Untrusted text={`${task.system} · ${task.dataset}`} /></Link>
          <Progress share={task.of === 0 ? 0 : task.done / task.of} label={`${task.system} · ${task.dataset}`} />
        </div>
      ))}
    </Panel>
  )
}
