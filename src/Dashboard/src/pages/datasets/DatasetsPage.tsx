import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { Badge } from '../../components/Badge'
import { EmptyState } from '../../components/EmptyState'
import { Icon } from '../../components/Icon'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import type { Column } from '../../components/table/Column'
import { Table } from '../../components/table/Table'
import { Untrusted } from '../../components/Untrusted'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { datasetsQuery, type Dataset } from './dataset'
import { datasetWords } from './words'

export function Component() {
  const t = useWords(datasetWords)
  const f = useFormats()
  const navigate = useNavigate()
  const [retired, setRetired] = useUrlState('retired')
  const datasets = useQuery(datasetsQuery(retired === '1'))

  const columns = useMemo<Column<Dataset>[]>(() => [
    {
      id: 'name', header: t.name, value: dataset => dataset.name, clip: true, width: '30%',
      cell: dataset => <Link to={`/datasets/${dataset.id}`}><Untrusted text={dataset.name} clip /></Link>,
    },
    { id: 'format', header: t.format, value: dataset => dataset.format, width: '110px', cell: dataset => (dataset.status === 'active' ? dataset.format : <Badge tone="idle">{t.deleted}</Badge>) },
    { id: 'items', header: t.items, value: dataset => dataset.items, end: true, cell: dataset => f.count(dataset.items) },
    { id: 'documents', header: t.documents, value: dataset => dataset.documents, end: true, notNarrow: true, cell: dataset => f.count(dataset.documents) },
    { id: 'judgements', header: t.judgements, value: dataset => dataset.judgements, end: true, notNarrow: true, cell: dataset => f.count(dataset.judgements) },
    { id: 'version', header: t.version, value: dataset => dataset.version, end: true, cell: dataset => f.count(dataset.version) },
    { id: 'changed', header: t.changed, value: dataset => dataset.updatedAt, end: true, notNarrow: true, cell: dataset => f.relative(dataset.updatedAt) },
  ], [t, f])

  const upload = <Link className="button primary" to="/datasets/new"><Icon name="plus" />{t.upload}</Link>
  return (
    <Page title={t.title} lead={t.lead} actions={upload}>
      <Loaded query={datasets}>
        {all => (all.length === 0 && retired === ''
          ? <EmptyState title={t.emptyTitle} command="benchhub datasets import beir ./my-collection --name my-collection">{t.empty}</EmptyState>
          : (
            <Table
              caption={t.title}
              rows={all}
              columns={columns}
              rowKey={dataset => dataset.id}
              onOpen={dataset => void navigate(`/datasets/${dataset.id}`)}
              tools={<label className="check"><input type="checkbox" checked={retired === '1'} onChange={event => setRetired(event.target.checked ? '1' : '')} />{t.withRetired}</label>}
            />
          ))}
      </Loaded>
    </Page>
  )
}
