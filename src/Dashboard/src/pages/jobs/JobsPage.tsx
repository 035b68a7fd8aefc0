import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { api, data } from '../../api/client'
import { allPages } from '../../api/pages'
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
import { useOverview } from '../overview/useOverview'
import { statuses, type JobSummary } from './job'
import { StatusBadge } from './StatusBadge'
import { jobWords } from './words'

export function Component() {
  const t = useWords(jobWords)
  const f = useFormats()
  const navigate = useNavigate()
  const [status, setStatus] = useUrlState('status')
  useOverview()
  const jobs = useQuery({
    queryKey: ['jobs', 'all', status],
    queryFn: ({ signal }) => allPages<JobSummary>(cursor => data(api.GET('/api/v1/batch/jobs', { params: { query: { limit: 1000, cursor, status: status === '' ? undefined : status } }, signal }))),
    placeholderData: keepPreviousData,
  })

  const columns = useMemo<Column<JobSummary>[]>(() => {
    const seconds = (job: JobSummary) => (job.startedAt === null || job.completedAt === null ? null : (Date.parse(job.completedAt) - Date.parse(job.startedAt)) / 1000)
    return [
      {
        id: 'name', header: t.name, value: job => job.name, clip: true, width: '34%',
        cell: job => <Link to={`/jobs/${job.id}`}>{job.name === '' ? `${t.unnamed} ${job.id.slice(-6)}` : <Untrusted text={job.name} clip />}</Link>,
      },
      { id: 'status', header: t.status, value: job => t[job.status], cell: job => <StatusBadge status={job.status} /> },
      { id: 'systems', header: t.systems, value: job => job.systemIds.length, end: true, notNarrow: true, cell: job => f.count(job.systemIds.length) },
      { id: 'datasets', header: t.datasets, value: job => job.datasetIds.length, end: true, notNarrow: true, cell: job => f.count(job.datasetIds.length) },
      { id: 'metrics', header: t.metrics, value: job => job.metrics.join(', '), clip: true, notNarrow: true, cell: job => <Untrusted text={job.metrics.join(', ')} clip /> },
      { id: 'created', header: t.created, value: job => job.createdAt, end: true, cell: job => f.relative(job.createdAt) },
      { id: 'took', header: t.took, value: seconds, end: true, notNarrow: true, cell: job => f.duration(seconds(job)) },
    ]
  }, [t, f])

  return (
    <Page title={t.title} lead={t.lead} actions={<Link className="button primary" to="/jobs/new"><Icon name="plus" />{t.start}</Link>}>
      <Loaded query={jobs}>
        {all => (all.length === 0 && status === ''
          ? <EmptyState title={t.emptyTitle} command="benchhub run --system my-rag --dataset my-collection --wait">{t.empty}</EmptyState>
          : (
            <Table
              caption={t.title}
              rows={all}
              columns={columns}
              rowKey={job => job.id}
              onOpen={job => void navigate(`/jobs/${job.id}`)}
              tools={(
                <select className="input auto" aria-label={t.status} value={status} onChange={event => setStatus(event.target.value)}>
                  <option value="">{t.everyStatus}</option>
                  {statuses.map(each => <option key={each} value={each}>{t[each]}</option>)}
                </select>
              )}
            />
          ))}
      </Loaded>
    </Page>
  )
}
