import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { getJson } from '../../api/client'
import type { Board, Result } from '../../api/answers'
import { EmptyState } from '../../components/EmptyState'
import { SelectField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Notes } from '../../components/Notes'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { useUrlList, useUrlState } from '../../components/urlState'
import { useWords } from '../../i18n/language'
import { IntervalChart, MatrixChart } from '../comparisons/charts'
import { PairsTable, RankingTable } from '../comparisons/tables'
import { VerdictNotice } from '../comparisons/VerdictNotice'
import { comparisonsWords } from '../comparisons/words'
import { search, useResults } from '../results/queries'
import { Choices } from '../comparisons/Choices'
import { BoardPanels } from './BoardPanels'
import { usePairs, useRanking } from './queries'
import { useLiveBoard } from './useLiveBoard'
import { leaderboardWords } from './words'

/** While a job runs its results come one by one; what is not live is asked for. */
const Often = 5_000
const Seldom = 60_000
const Across = '*'

export function Component() {
  const t = useWords(leaderboardWords)
  return (
    <Page title={t.title} lead={t.lead}>
      <Loaded query={useResults()}>
        {results => results.length === 0
          ? <EmptyState title={t.none} action={<Link className="button primary" to="/jobs/new">{t.startJob}</Link>} command="./benchhub quickstart --keep">{t.noneLead}</EmptyState>
          : <Chosen results={results} />}
      </Loaded>
    </Page>
  )
}

function Chosen({ results }: { results: readonly Result[] }) {
  const t = useWords(leaderboardWords)
  const datasets = useMemo(() => [...new Map(results.map(result => [result.datasetId, result.dataset]))], [results])
  const [wantedDataset, setDataset] = useUrlState('dataset', datasets[0]?.[0] ?? '')
  const dataset = datasets.find(([, name]) => name === wantedDataset)?.[0] ?? wantedDataset
  const isAcross = dataset === Across
  const of = results.filter(result => isAcross || result.datasetId === dataset)
  const metrics = [...new Set(of.flatMap(result => Object.keys(result.metrics)))]
  const [wanted, setMetric] = useUrlState('metric')
  const metric = metrics.includes(wanted) ? wanted : metrics[0] ?? ''
  return (
    <>
      <div className="filters">
        <SelectField label={t.dataset} value={dataset} onChange={event => setDataset(event.target.value)}>
          {datasets.map(([id, name]) => <option key={id} value={id}>{name}</option>)}
          {datasets.length > 1 && <option value={Across}>{t.across}</option>}
        </SelectField>
        <SelectField label={t.metric} value={metric} onChange={event => setMetric(event.target.value)}>{metrics.map(name => <option key={name}>{name}</option>)}</SelectField>
      </div>
      {isAcross ? <AcrossDatasets metric={metric} datasets={new Map(of.filter(result => metric in result.metrics).map(result => [result.dataset, result.datasetId]))} /> : <OneDataset dataset={of[0]?.datasetId ?? dataset} name={of[0]?.dataset ?? dataset} metric={metric} />}
    </>
  )
}

function OneDataset({ dataset, name, metric }: { dataset: string; name: string; metric: string }) {
  const isLive = useLiveBoard(dataset, metric)
  const t = useWords(leaderboardWords)
  const c = useWords(comparisonsWords)
  const board = useRanking(dataset, metric, isLive ? Seldom : Often)
  const compared = usePairs(dataset, metric, board.data)
  const pairs = compared.data?.comparisons ?? []
  return (
    <Loaded query={board}>
      {loaded => (
        <>
          {(loaded.length < 2 || !compared.isPending) && <VerdictNotice metric={metric} ranking={loaded} pairs={pairs} />}
          <div className="columns">
            <Panel title={t.ranking} actions={<Link className="button small" to={`/comparisons/new?${search({ dataset: name, metric })}`}>{t.store}</Link>}><RankingTable ranking={loaded} metric={metric} /></Panel>
            <Panel title={c.intervalPlot(metric, name)}><IntervalChart metric={metric} dataset={name} ranking={loaded} /></Panel>
          </div>
          {loaded.length > 1 && (
            <Loaded query={compared}>
              {cell => (
                <>
                  <Panel title={c.pairs}><PairsTable cell={{ ...cell, ranking: loaded }} /></Panel>
                  {loaded.length > 2 && <Panel title={c.matrix}><MatrixChart cell={cell} /></Panel>}
                  <Panel title={c.method}><Notes method={cell.method} notes={cell.notes} /></Panel>
                </>
              )}
            </Loaded>
          )}
        </>
      )}
    </Loaded>
  )
}

function AcrossDatasets({ metric, datasets }: { metric: string; datasets: ReadonlyMap<string, string> }) {
  const c = useWords(comparisonsWords)
  const [wanted, setWanted] = useUrlList('on')
  const chosen = wanted.filter(name => datasets.has(name))
  const board = useQuery({
    refetchInterval: Often,
    queryKey: ['leaderboards', metric, chosen],
    queryFn: ({ signal }) => getJson<Board>(`/api/v1/leaderboards?${search({ metric, datasets: chosen.map(name => datasets.get(name)).join(',') })}`, signal),
  })
  return (
    <>
      {datasets.size > 1 && <details open={chosen.length > 0}><summary>{c.datasets}</summary><Choices label={c.datasets} all={[...datasets.keys()]} chosen={chosen.length === 0 ? [...datasets.keys()] : chosen} onChange={setWanted} /></details>}
      <Loaded query={board}>{loaded => <BoardPanels board={loaded} />}</Loaded>
    </>
  )
}
