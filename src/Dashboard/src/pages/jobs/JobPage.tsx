import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { Untrusted } from '../../components/Untrusted'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { useLive } from '../../live/useLive'
import { ResultsOf } from '../../results/ResultsOf'
import { JobActions } from './JobActions'
import { JobFigures } from './JobFigures'
import { JobLog } from './JobLog'
import { isFinal, jobQuery, type Job } from './job'
import { StatusBadge } from './StatusBadge'
import { TaskMatrix } from './TaskMatrix'
import { jobWords } from './words'

export function Component() {
  const t = useWords(jobWords)
  const f = useFormats()
  const { id = '' } = useParams()
  const job = useQuery(jobQuery(id))
  useLive<Job>('Job', [id], ['job', id], job.data !== undefined && !isFinal(job.data.status))

  const title = job.data === undefined ? id : job.data.name || `${t.unnamed} ${id.slice(-6)}`
  return (
    <Page
      title={title}
      crumbs={[{ label: t.title, to: '/jobs' }]}
      lead={job.data && <span className="row"><StatusBadge status={job.data.status} /> {f.instant(job.data.createdAt)}</span>}
      actions={job.data && <JobActions job={job.data} />}
    >
      <Loaded query={job}>{loaded => <Body job={loaded} />}</Loaded>
    </Page>
  )
}

function Body({ job }: { job: Job }) {
  const t = useWords(jobWords)
  const f = useFormats()
  const query = useMemo(() => ({ jobId: job.id }), [job.id])
  return (
    <>
      {job.error !== null && <div className="notice" data-tone="bad"><h2>{t.error}</h2><p dir="auto"><Untrusted text={job.error} /></p></div>}
      <JobFigures job={job} />
      <Panel title={t.matrix}>
        <p className="soft">{t.matrixLead}</p>
        <TaskMatrix tasks={job.tasks} />
      </Panel>
      {job.earlyStopping && job.earlyStopping.length > 0 && (
        <Panel title={t.stopping}>
          <ul>{job.earlyStopping.map(each => <li key={each.datasetId} dir="auto">{t.stopped(each.dataset, f.count(each.itemsSaved), f.count(each.items))}</li>)}</ul>
        </Panel>
      )}
      <Panel title={t.results}><ResultsOf revision={job.results.length} query={query} empty={t.noResults} /></Panel>
      <JobLog job={job} />
    </>
  )
}
