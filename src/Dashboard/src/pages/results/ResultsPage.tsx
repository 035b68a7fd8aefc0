import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Result } from '../../api/answers'
import { Badge } from '../../components/Badge'
import { EmptyState } from '../../components/EmptyState'
import { Estimate } from '../../components/Estimate'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import type { Column } from '../../components/table/Column'
import { Table } from '../../components/table/Table'
import { Untrusted } from '../../components/Untrusted'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { useResults } from './queries'
import { resultsWords } from './words'

export function Component() {
  const t = useWords(resultsWords)
  const results = useResults()
  return (
    <Page title={t.title} lead={t.lead} actions={<Link className="button" to="/results/side-by-side">{t.sideTitle}</Link>}>
      <Loaded query={results}>
        {all => all.length === 0
          ? <EmptyState title={t.none} action={<Link className="button primary" to="/jobs/new">{t.startJob}</Link>} command="./benchhub run --system NAME --dataset NAME --wait">{t.noneLead}</EmptyState>
          : <List all={all} />}
      </Loaded>
    </Page>
  )
}

function List({ all }: { all: readonly Result[] }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const navigate = useNavigate()
  const metrics = useMemo(() => [...new Set(all.flatMap(result => Object.keys(result.metrics)))], [all])
  const [metric, setMetric] = useUrlState('metric')

  const columns = useMemo<Column<Result>[]>(() => {
    const main = (result: Result) => (metric !== '' ? metric : Object.keys(result.metrics)[0] ?? '')
    const value = (result: Result) => result.metrics[main(result)]
    return [
      { id: 'system', header: t.system, value: result => result.system, cell: result => <Link to={`/results/${result.id}`}><Untrusted text={result.system} clip /></Link> },
      { id: 'dataset', header: t.dataset, width: '24%', value: result => result.dataset, cell: result => <span className="ellipsis" title={result.dataset}><Untrusted text={result.dataset} />{result.datasetVersion > 1 && <span className="soft small"> · {t.version(f.count(result.datasetVersion))}</span>}{result.quarantine && <> <Badge tone="warn">{t.quarantined}</Badge></>}</span> },
      ...(metric === '' ? [{ id: 'metric', header: t.metric, width: '130px', notNarrow: true, value: main }] : []),
      { id: 'value', header: metric === '' ? t.mean : metric, end: true, width: '186px', value: result => value(result)?.value, cell: result => <Estimate value={value(result)?.value} low={value(result)?.ciLow} high={value(result)?.ciHigh} /> },
      { id: 'items', header: t.items, end: true, width: '88px', notNarrow: true, value: result => result.items, cell: result => f.count(result.items) },
      { id: 'errors', header: t.errors, end: true, width: '80px', notNarrow: true, value: result => result.errors, cell: result => f.count(result.errors) },
      { id: 'cost', header: t.cost, end: true, width: '88px', notNarrow: true, value: result => result.spent?.dollars, cell: result => f.dollars(result.spent?.dollars) },
      { id: 'finished', header: t.finished, end: true, width: '136px', notNarrow: true, value: result => result.completedAt, cell: result => <time dateTime={result.completedAt} title={f.instant(result.completedAt)}>{f.relative(result.completedAt)}</time> },
    ]
  }, [t, f, metric])

  return (
    <Table
      fixed caption={t.title} rows={all} columns={columns} rowKey={result => result.id} initialSort="-finished"
      onOpen={result => void navigate(`/results/${result.id}`)}
      tools={metrics.length > 1 && (
        <select className="input auto" aria-label={t.metric} value={metric} onChange={event => setMetric(event.target.value)}>
          <option value="">{t.metric} …</option>
          {metrics.map(name => <option key={name}>{name}</option>)}
        </select>
      )}
    />
  )
}

