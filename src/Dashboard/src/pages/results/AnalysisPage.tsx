import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { Link, useParams } from 'react-router'
import type { Failures, Result, Slices } from '../../api/answers'
import { Chart } from '../../components/chart/Chart'
import { intervalHeight, intervals } from '../../components/chart/plots/intervals'
import type { ChartTheme } from '../../components/chart/theme'
import { Estimate } from '../../components/Estimate'
import { SelectField, TextField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Notes } from '../../components/Notes'
import { Panel } from '../../components/Panel'
import { Table } from '../../components/table/Table'
import { Untrusted } from '../../components/Untrusted'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { systemsQuery } from '../systems/system'
import { useFailures, useResults, useSlices } from './queries'
import { ResultFrame } from './ResultFrame'
import { resultsWords } from './words'

export function Component() {
  const { id = '' } = useParams()
  return <ResultFrame id={id}>{result => <Analysis result={result} />}</ResultFrame>
}

function Analysis({ result }: { result: Result }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const metrics = Object.keys(result.metrics)
  const [metric, setMetric] = useUrlState('metric', metrics[0] ?? '')
  const [by, setBy] = useUrlState('by', 'length')
  const [against, setAgainst] = useUrlState('against')
  const [threshold, setThreshold] = useUrlState('threshold')
  const slices = useSlices(result.id, metric, by, against)
  const [embedder, setEmbedder] = useUrlState('embedder')
  const failures = useFailures(result.id, metric, threshold, embedder)
  const embedders = (useQuery(systemsQuery(false)).data ?? []).filter(system => system.embedding !== null)
  const others = (useResults().data ?? []).filter(other => other.id !== result.id && other.datasetId === result.datasetId && other.datasetVersion === result.datasetVersion)
  return (
    <>
      <div className="filters">
        <SelectField label={t.metric} value={metric} onChange={event => setMetric(event.target.value)}>{metrics.map(name => <option key={name}>{name}</option>)}</SelectField>
        <SelectField label={t.slicesBy} value={by} onChange={event => setBy(event.target.value)}>
          {[['length', t.byLength], ['language', t.byLanguage], ['tag', t.byTag], ['difficulty', t.byDifficulty]].map(([value, label]) => <option key={value} value={value}>{label}</option>)}
          {!['length', 'language', 'tag', 'difficulty'].includes(by) && <option value={by}>{by}</option>}
        </SelectField>
        <TextField label={t.byOther} defaultValue={['length', 'language', 'tag', 'difficulty'].includes(by) ? '' : by} onBlur={event => event.target.value.trim() !== '' && setBy(event.target.value.trim())} onKeyDown={event => event.key === 'Enter' && event.currentTarget.blur()} />
        <SelectField label={t.against} value={against} onChange={event => setAgainst(event.target.value)}>
          <option value="">{t.againstNobody}</option>
          {others.map(other => <option key={other.id} value={other.id}>{other.system} · {f.relative(other.completedAt)}</option>)}
        </SelectField>
        <TextField label={t.threshold} inputMode="decimal" defaultValue={threshold} placeholder="0.5" onBlur={event => setThreshold(event.target.value.trim())} onKeyDown={event => event.key === 'Enter' && event.currentTarget.blur()} />
        {embedders.length > 0 && (
          <SelectField label={t.embedder} value={embedder} onChange={event => setEmbedder(event.target.value)}>
            <option value="">{t.embedderNobody}</option>
            {embedders.map(system => <option key={system.id} value={system.id}>{system.name}</option>)}
          </SelectField>
        )}
      </div>
      <Panel title={t.patterns}><Loaded query={failures}>{loaded => <Patterns result={result} failures={loaded} />}</Loaded></Panel>
      <Panel title={t.slices(metric, by)}><Loaded query={slices}>{loaded => <SliceChart slices={loaded} />}</Loaded></Panel>
    </>
  )
}

function Patterns({ result, failures }: { result: Result; failures: Failures }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  return (
    <>
      <p>{t.patternsLead(f.count(failures.failed), f.count(failures.items))}{failures.patterns.length > 0 && ` ${t.patternsFound}`}</p>
      {failures.patterns.length === 0
        ? <p className="soft">{t.noPatterns}</p>
        : (
          <Table
            plain caption={t.patterns} id="patterns-" rows={failures.patterns} rowKey={pattern => `${pattern.kind} ${pattern.label}`}
            columns={[
              { id: 'pattern', header: t.pattern, value: pattern => pattern.label, cell: pattern => <strong><Untrusted text={pattern.label} /></strong> },
              { id: 'failed', header: t.failedOf, end: true, value: pattern => pattern.failed, cell: pattern => `${f.count(pattern.failed)} / ${f.count(pattern.of)}` },
              { id: 'rate', header: t.rate, end: true, value: pattern => pattern.rate, cell: pattern => f.percent(pattern.rate) },
              { id: 'lift', header: t.lift, end: true, notNarrow: true, value: pattern => pattern.lift, cell: pattern => `${f.number(pattern.lift)} ×` },
              { id: 'p', header: t.pAdjusted, end: true, notNarrow: true, value: pattern => pattern.pAdjusted, cell: pattern => f.p(pattern.pAdjusted) },
              { id: 'examples', header: t.examples, clip: true, notNarrow: true, value: pattern => pattern.examples.map(example => example.itemId).join(' '), cell: pattern => <span className="row">{pattern.examples.slice(0, 4).map(example => <Link key={example.index} to={`/results/${result.id}/items/${example.index}`} title={example.input}><Untrusted text={example.itemId} /></Link>)}</span> },
            ]}
          />
        )}
      <Notes method={failures.method} notes={failures.notes} />
    </>
  )
}

function SliceChart({ slices }: { slices: Slices }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const rows = slices.slices
  const option = useCallback((theme: ChartTheme) => intervals(
    rows.map(slice => ({ name: slice.value, value: slice.mean, low: slice.ciLow, high: slice.ciHigh, told: `${slice.value}: ${f.score(slice.mean)} ${f.interval(slice.ciLow, slice.ciHigh)}\nn = ${f.count(slice.n)}` })), theme, value => f.number(value)), [rows, f])
  if (rows.length === 0) return <p className="soft">{t.noSlices}</p>
  const worst = rows.reduce((a, b) => ((b.mean ?? Infinity) < (a.mean ?? Infinity) ? b : a))
  return (
    <>
      <Chart
        untitled title={t.slices(slices.metric, slices.by)} summary={t.slicesSummary(f.count(rows.length), worst.value, f.score(worst.mean))} option={option} height={intervalHeight(rows.length)}
        data={{ columns: [t.slice, t.count, t.value, 'CI low', 'CI high', t.vsRest, t.pAdjusted], rows: rows.map(slice => [slice.value, slice.n, slice.mean, slice.ciLow, slice.ciHigh, slice.difference, slice.pAdjusted]) }}
      />
      <Table
        plain caption={t.slices(slices.metric, slices.by)} id="slices-" rows={rows} rowKey={slice => slice.value}
        columns={[
          { id: 'slice', header: t.slice, value: slice => slice.value, cell: slice => <Untrusted text={slice.value} /> },
          { id: 'n', header: t.count, end: true, value: slice => slice.n, cell: slice => f.count(slice.n) },
          { id: 'mean', header: t.mean, end: true, value: slice => slice.mean, cell: slice => <Estimate value={slice.mean} low={slice.ciLow} high={slice.ciHigh} /> },
          { id: 'difference', header: t.vsRest, end: true, notNarrow: true, value: slice => slice.difference, cell: slice => f.difference(slice.difference) },
          { id: 'p', header: t.pAdjusted, end: true, notNarrow: true, value: slice => slice.pAdjusted, cell: slice => f.p(slice.pAdjusted) },
        ]}
      />
      <Notes method={slices.method} notes={slices.notes} />
    </>
  )
}
