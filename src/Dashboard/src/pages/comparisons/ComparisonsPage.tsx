import { Link, useNavigate } from 'react-router'
import { EmptyState } from '../../components/EmptyState'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { Table } from '../../components/table/Table'
import { Untrusted } from '../../components/Untrusted'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { useComparisons } from './queries'
import { comparisonsWords } from './words'

export function Component() {
  const t = useWords(comparisonsWords)
  const f = useFormats()
  const navigate = useNavigate()
  const create = <Link className="button primary" to="/comparisons/new">{t.create}</Link>
  return (
    <Page title={t.title} lead={t.lead} actions={<><Link className="button" to="/comparisons/ab">{t.abTest}</Link>{create}</>}>
      <Loaded query={useComparisons()}>
        {all => all.length === 0
          ? <EmptyState title={t.none} action={create}>{t.noneLead}</EmptyState>
          : (
            <Table
              caption={t.title} rows={all} rowKey={comparison => comparison.id} initialSort="-created" onOpen={comparison => void navigate(`/comparisons/${comparison.id}`)}
              columns={[
                { id: 'name', header: t.name, width: '28%', value: comparison => comparison.name, cell: comparison => <Link to={`/comparisons/${comparison.id}`}><Untrusted text={comparison.name} clip /></Link> },
                { id: 'systems', header: t.systems, clip: true, notNarrow: true, value: comparison => comparison.systems.join(', '), cell: comparison => <Untrusted clip text={f.list(comparison.systems)} /> },
                { id: 'datasets', header: t.datasets, clip: true, notNarrow: true, value: comparison => comparison.datasets.join(', '), cell: comparison => <Untrusted clip text={f.list(comparison.datasets)} /> },
                { id: 'metrics', header: t.metrics, notNarrow: true, value: comparison => comparison.metrics.join(', ') },
                { id: 'pairs', header: t.significantPairs, end: true, value: comparison => comparison.significantPairs, cell: comparison => f.count(comparison.significantPairs) },
                { id: 'created', header: t.created, end: true, notNarrow: true, value: comparison => comparison.createdAt, cell: comparison => <time dateTime={comparison.createdAt} title={f.instant(comparison.createdAt)}>{f.relative(comparison.createdAt)}</time> },
              ]}
            />
          )}
      </Loaded>
    </Page>
  )
}
