import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { getJson } from '../../api/client'
import type { Result, Trends } from '../../api/answers'
import { Chart } from '../../components/chart/Chart'
import { lines } from '../../components/chart/plots/lines'
import type { ChartTheme } from '../../components/chart/theme'
import { EmptyState } from '../../components/EmptyState'
import { Estimate } from '../../components/Estimate'
import { SelectField, TextField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Notes } from '../../components/Notes'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { Table } from '../../components/table/Table'
import { Untrusted } from '../../components/Untrusted'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { pOf } from '../comparisons/verdict'
import { search, useResults } from '../results/queries'
import { trendsWords } from './words'

export function Component() {
  const t = useWords(trendsWords)
  return (
    <Page title={t.title} lead={t.lead}>
      <Loaded query={useResults()}>
        {results => results.length === 0
          ? <EmptyState title={t.none} action={<Link className="button primary" to="/schedules">{t.schedule}</Link>}>{t.noneLead}</EmptyState>
          : <Chosen results={results} />}
      </Loaded>
    </Page>
  )
}

const useTrends = (system: string, dataset: string, metric: string, from: string, to: string) => useQuery({
  queryKey: ['trends', system, dataset, metric, from, to],
  queryFn: ({ signal }) => getJson<Trends>(`/api/v1/analytics/trends?${search({ system, dataset, metric, from, to })}`, signal),
  enabled: system !== '' && dataset !== '' && metric !== '',
})

function Chosen({ results }: { results: readonly Result[] }) {
  const t = useWords(trendsWords)
  // What was measured most often is most likely looked for.
  const most = useMemo(() => {
    const counts = new Map<string, { result: Result; count: number }>()
    for (const result of results) counts.set(`${result.systemId} ${result.datasetId}`, { result, count: (counts.get(`${result.systemId} ${result.datasetId}`)?.count ?? 0) + 1 })
    return [...counts.values()].reduce((a, b) => (b.count > a.count ? b : a)).result
  }, [results])
  const systems = [...new Map(results.map(result => [result.systemId, result.system]))]
  const [system, setSystem] = useUrlState('system', most.systemId)
  const ofSystem = results.filter(result => result.systemId === system || result.system === system)
  const datasets = [...new Map(ofSystem.map(result => [result.datasetId, result.dataset]))]
  const [wantedDataset, setDataset] = useUrlState('dataset')
  const dataset = datasets.find(([id, name]) => id === wantedDataset || name === wantedDataset)?.[0] ?? (system === most.systemId ? most.datasetId : datasets[0]?.[0] ?? '')
  const ofDataset = ofSystem.filter(result => result.datasetId === dataset)
  const metrics = [...new Set(ofDataset.flatMap(result => Object.keys(result.metrics)))]
  const [wantedMetric, setMetric] = useUrlState('metric')
  const metric = metrics.includes(wantedMetric) ? wantedMetric : metrics[0] ?? ''
  const [other, setOther] = useUrlState('with')
  const [from, setFrom] = useUrlState('from')
  const [to, setTo] = useUrlState('to')
  const others = [...new Map(results.filter(result => result.datasetId === dataset && result.systemId !== system).map(result => [result.systemId, result.system]))]
  const trends = useTrends(system, dataset, metric, from, to)
  const second = useTrends(other, dataset, metric, from, to)
  return (
    <>
      <div className="filters">
        <SelectField label={t.system} value={system} onChange={event => setSystem(event.target.value)}>{systems.map(([id, name]) => <option key={id} value={id}>{name}</option>)}</SelectField>
        <SelectField label={t.dataset} value={dataset} onChange={event => setDataset(event.target.value)}>{datasets.map(([id, name]) => <option key={id} value={id}>{name}</option>)}</SelectField>
        <SelectField label={t.metric} value={metric} onChange={event => setMetric(event.target.value)}>{metrics.map(name => <option key={name}>{name}</option>)}</SelectField>
        <SelectField label={t.compareWith} value={other} onChange={event => setOther(event.target.value)}><option value="">{t.nobody}</option>{others.map(([id, name]) => <option key={id} value={id}>{name}</option>)}</SelectField>
        <TextField label={t.from} type="date" value={from} max={to || undefined} onChange={event => setFrom(event.target.value)} />
        <TextField label={t.to} type="date" value={to} min={from || undefined} onChange={event => setTo(event.target.value)} />
      </div>
      <Loaded query={trends}>{loaded => <TrendPanels trends={loaded} second={other === '' ? undefined : second.data} />}</Loaded>
    </>
  )
}

function TrendPanels({ trends, second }: { trends: Trends; second: Trends | undefined }) {
  const t = useWords(trendsWords)
  const f = useFormats()
  const navigate = useNavigate()
  const { points, changePoints } = trends
  const all = useMemo(() => [trends, ...(second === undefined ? [] : [second])].map(one => ({
    name: one.system, points: one.points.map(point => ({ at: Date.parse(point.at), value: point.value, low: point.ciLow, high: point.ciHigh })),
  })), [trends, second])
  const option = useMemo(() => (theme: ChartTheme) => lines(
    all, changePoints.map((change, index) => ({ at: Date.parse(change.at), label: t.changeAt(f.count(index + 1)) })), theme,
    { value: value => f.number(value), point: (line, index) => tell([trends, second][line]?.points[index], f) }), [all, changePoints, trends, second, t, f])
  if (points.length === 0) return <p className="empty">{t.empty}</p>
  const { trend } = trends
  const p = pOf(trend?.p, f)
  const said = trend === null || trend.p === null ? t.noTrend
    : trend.direction === 'improving' ? t.improving(f.number(trend.slopePerDay), p)
    : trend.direction === 'declining' ? t.declining(f.number(trend.slopePerDay), p) : t.flat(p)
  return (
    <>
      <div className="verdict" role="note"><p>{said}</p></div>
      <Panel title={t.chart(trends.metric, trends.system, trends.dataset)}>
        <Chart
          untitled title={t.chart(trends.metric, trends.system, trends.dataset)} summary={`${t.summary(f.count(points.length), f.score(points[0]?.value), f.score(points.at(-1)?.value))} ${said}`} option={option} height={320}
          onClick={event => { const point = (event.seriesIndex ?? 0) < 2 ? points[event.dataIndex ?? 0] : second?.points[event.dataIndex ?? 0]; if (point) void navigate(`/results/${point.resultId}`) }}
          data={{ columns: [t.system, t.measured, t.value, 'CI low', 'CI high', 'n'], rows: [trends, ...(second ? [second] : [])].flatMap(one => one.points.map(point => [one.system, point.at, point.value, point.ciLow, point.ciHigh, point.n])) }}
        />
      </Panel>
      <Panel title={t.changes}>
        {changePoints.length === 0 ? <p className="soft">{trend === null ? t.noTrend : t.noChanges}</p> : (
          <Table
            plain caption={t.changes} id="changes-" rows={changePoints} rowKey={change => change.resultId}
            columns={[
              { id: 'when', header: t.when, value: change => change.at, cell: change => <Link to={`/results/${change.resultId}`}>{f.instant(change.at)}</Link> },
              { id: 'before', header: t.before, end: true, value: change => change.before, cell: change => f.score(change.before) },
              { id: 'after', header: t.after, end: true, value: change => change.after, cell: change => f.score(change.after) },
              { id: 'p', header: 'p', end: true, notNarrow: true, value: change => change.p, cell: change => f.p(change.p) },
              { id: 'what', header: t.what, value: change => change.changed.map(one => one.what).join(' '), cell: change => <Changed changed={change.changed} /> },
            ]}
          />
        )}
      </Panel>
      <Panel title={t.points}>
        <Table
          plain caption={t.points} id="points-" rows={points} rowKey={point => point.resultId} initialSort="-at"
          columns={[
            { id: 'at', header: t.measured, value: point => point.at, cell: point => <Link to={`/results/${point.resultId}`}>{f.instant(point.at)}</Link> },
            { id: 'value', header: t.value, end: true, value: point => point.value, cell: point => <Estimate value={point.value} low={point.ciLow} high={point.ciHigh} /> },
            { id: 'revision', header: t.systemVersion, end: true, notNarrow: true, value: point => point.systemRevision },
            { id: 'dataset', header: t.datasetVersion, end: true, notNarrow: true, value: point => point.datasetVersion },
            { id: 'model', header: t.model, notNarrow: true, value: point => point.model, cell: point => <Untrusted text={point.model ?? '–'} /> },
          ]}
        />
        <Notes method={trend?.method} notes={trends.notes} />
      </Panel>
    </>
  )
}

const tell = (point: Trends['points'][number] | undefined, f: ReturnType<typeof useFormats>) =>
  point === undefined ? '' : `${f.instant(point.at)}\n${f.score(point.value)} ${f.interval(point.ciLow, point.ciHigh)}\nn = ${f.count(point.n)}`

function Changed({ changed }: { changed: Trends['changePoints'][number]['changed'] }) {
  const t = useWords(trendsWords)
  const names: Record<string, string> = { systemVersion: t.systemVersion, datasetVersion: t.datasetVersion, prompt: t.prompt, model: t.model, config: t.config }
  if (changed.length === 0) return <span className="soft">{t.nothingKnown}</span>
  return <>{changed.map((one, index) => <span key={one.what}>{index > 0 && ', '}{names[one.what] ?? one.what}: <Untrusted text={one.from ?? '–'} /> → <Untrusted text={one.to ?? '–'} /></span>)}</>
}
