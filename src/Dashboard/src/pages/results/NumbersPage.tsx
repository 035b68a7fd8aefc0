import { useCallback } from 'react'
import { useParams } from 'react-router'
import type { Distribution, Result } from '../../api/answers'
import { Chart } from '../../components/chart/Chart'
import { bars } from '../../components/chart/plots/bars'
import type { ChartTheme } from '../../components/chart/theme'
import { Estimate } from '../../components/Estimate'
import { Facts } from '../../components/Facts'
import { SelectField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Panel } from '../../components/Panel'
import { Table } from '../../components/table/Table'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { useDistribution } from './queries'
import { ResultFrame } from './ResultFrame'
import { resultsWords } from './words'

export function Component() {
  const { id = '' } = useParams()
  return <ResultFrame id={id}>{result => <Numbers result={result} />}</ResultFrame>
}

function Numbers({ result }: { result: Result }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const metrics = Object.entries(result.metrics)
  const [metric, setMetric] = useUrlState('metric', metrics[0]?.[0] ?? '')
  const distribution = useDistribution(result.id, metric)
  const at = `/api/v1/results/${encodeURIComponent(result.id)}/export`
  return (
    <>
      <Panel title={t.tabNumbers} actions={['csv', 'json', 'trec'].map(form => <a key={form} className="button small" href={`${at}?format=${form}`} download>{form.toUpperCase()}</a>)}>
        <Table
          plain caption={t.tabNumbers} id="numbers-" rows={metrics} rowKey={([name]) => name}
          columns={[
            { id: 'metric', header: t.metric, value: ([name]) => name },
            { id: 'value', header: t.mean, end: true, value: ([, value]) => value.value, cell: ([, value]) => <Estimate value={value.value} low={value.ciLow} high={value.ciHigh} /> },
            { id: 'n', header: 'n', end: true, notNarrow: true, value: ([, value]) => value.n, cell: ([, value]) => f.count(value.n) },
            { id: 'errors', header: t.errors, end: true, notNarrow: true, value: ([, value]) => value.errors, cell: ([, value]) => f.count(value.errors) },
            { id: 'undefined', header: t.undefinedItems, end: true, notNarrow: true, value: ([, value]) => value.undefined, cell: ([, value]) => f.count(value.undefined) },
            { id: 'signature', header: t.signature, clip: true, notNarrow: true, value: ([, value]) => value.signature, cell: ([, value]) => <code className="small ellipsis" title={value.signature}>{value.signature}</code> },
          ]}
        />
      </Panel>
      <div className="columns">
        <Panel title={t.distribution(metric)} actions={metrics.length > 1 && <SelectField label={t.metric} value={metric} onChange={event => setMetric(event.target.value)}>{metrics.map(([name]) => <option key={name}>{name}</option>)}</SelectField>}>
          <Loaded query={distribution}>{loaded => <Histogram distribution={loaded} />}</Loaded>
        </Panel>
        <Panel title={t.parts}>
          <Facts
            facts={[
              [t.system, <bdi dir="auto" key="s">{result.system}</bdi>], [t.revision, f.count(result.provenance.systemRevision)],
              [t.dataset, <bdi dir="auto" key="d">{result.dataset} ({t.version(f.count(result.datasetVersion))})</bdi>],
              [t.contentHash, <code key="c" className="small">{result.provenance.contentHash}</code>],
              [t.attempts, f.count(result.provenance.attempts)],
              [t.latency, result.latency && `${f.milliseconds(result.latency.mean)} · p95 ${f.milliseconds(result.latency.p95)} · p99 ${f.milliseconds(result.latency.p99)}`],
              [t.cost, result.spent && f.dollars(result.spent.dollars)],
              [t.tokens, result.spent && `${f.count(result.spent.inputTokens)} / ${f.count(result.spent.outputTokens)}`],
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function Histogram({ distribution }: { distribution: Distribution }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const median = distribution.quantiles['p50'] ?? distribution.quantiles['0.5'] ?? distribution.quantiles['median']
  const option = useCallback((theme: ChartTheme) => bars(
    distribution.bins.map(bin => ({ label: f.number(bin.from), value: bin.count, told: `${f.number(bin.from)} – ${f.number(bin.to)}: ${f.count(bin.count)}` })), theme, value => f.compact(value), { isDense: true, isCount: true }), [distribution, f])
  return (
    <>
      <Chart
        untitled title={t.distribution(distribution.metric)} summary={t.distributionSummary(f.count(distribution.n), f.score(median))} option={option} height={220}
        data={{ columns: [t.range, '', t.count], rows: distribution.bins.map(bin => [bin.from, bin.to, bin.count]) }}
      />
      {distribution.undefined > 0 && <p className="small soft">{t.undefinedNote(f.count(distribution.undefined))}</p>}
    </>
  )
}
