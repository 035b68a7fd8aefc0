import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { memo, useMemo } from 'react'
import { Link } from 'react-router'
import { api, data, type Schema } from '../api/client'
import { Loaded } from '../components/Loaded'
import type { Column } from '../components/table/Column'
import { Table } from '../components/table/Table'
import { Untrusted } from '../components/Untrusted'
import { useFormats } from '../format/useFormats'
import { useWords } from '../i18n/language'
import { MetricValue } from './MetricValue'
import { resultListWords } from './words'

type Result = Schema<'ResultAnswer'>

interface Props {
  query: { systemId?: string; datasetId?: string; jobId?: string }
  /** The column that would say the same in every row. */
  without?: 'system' | 'dataset'
  empty: string
  most?: number
  /** Another number: there are others now. */
  revision?: number
}

const Metrics = 2

/** The latest results of a system, a dataset or a job. */
export const ResultsOf = memo(function ResultsOf({ query, without, empty, most = 50, revision = 0 }: Props) {
  const t = useWords(resultListWords)
  const f = useFormats()
  const results = useQuery({
    queryKey: ['results', query, most, revision],
    queryFn: ({ signal }) => data(api.GET('/api/v1/results', { params: { query: { ...query, limit: most } }, signal })),
    placeholderData: keepPreviousData,
  })

  const columns = useMemo<Column<Result>[]>(() => [
    ...(without === 'system' ? [] : [{ id: 'system', header: t.system, value: (row: Result) => row.system, clip: true, cell: (row: Result) => <Link to={`/systems/${row.systemId}`}><Untrusted text={row.system} clip /></Link> }]),
    ...(without === 'dataset' ? [] : [{ id: 'dataset', header: t.dataset, value: (row: Result) => row.dataset, clip: true, notNarrow: without !== 'system', cell: (row: Result) => <Link to={`/datasets/${row.datasetId}`}><Untrusted text={row.dataset} clip /></Link> }]),
    {
      id: 'metrics', header: t.metrics, width: '46%', value: row => Object.values(row.metrics)[0]?.value,
      cell: row => <Link className="metrics" to={`/results/${row.id}`}>{Object.entries(row.metrics).slice(0, Metrics).map(([name, metric]) => <MetricValue key={name} name={name} metric={metric} />)}</Link>,
    },
    { id: 'items', header: t.items, value: row => row.items, end: true, notNarrow: true, cell: row => f.count(row.items) },
    { id: 'failed', header: t.failed, value: row => row.errors, end: true, notNarrow: true, cell: row => f.count(row.errors) },
    { id: 'completed', header: t.completed, value: row => row.completedAt, end: true, notNarrow: true, cell: row => <Link to={`/results/${row.id}`}>{f.relative(row.completedAt)}</Link> },
  ], [t, f, without])

  return (
    <Loaded query={results}>
      {page => (page.items.length === 0
        ? <p className="soft">{empty}</p>
        : <Table id="results-" plain caption={t.caption} rows={page.items} columns={columns} rowKey={row => row.id} />)}
    </Loaded>
  )
})
