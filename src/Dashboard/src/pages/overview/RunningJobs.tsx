import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Loaded } from '../../components/Loaded'
import { Panel } from '../../components/Panel'
import { Progress } from '../../components/Progress'
import { Untrusted } from '../../components/Untrusted'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { useLive } from '../../live/useLive'
import { isFinal, jobQuery, jobsQuery, toneOf, type Job } from '../jobs/job'
import { jobWords } from '../jobs/words'
import { overviewWords } from './words'

const Shown = 5

export function RunningJobs() {
  const t = useWords(overviewWords)
  const jobs = useQuery(jobsQuery('running', Shown))
  return (
    <Panel title={t.runsNow}>
      <Loaded query={jobs}>
        {page => (page.items.length === 0
          ? <p className="soft">{t.nothingRuns}</p>
          : <ul className="stack">{page.items.map(job => <li key={job.id}><RunningJob id={job.id} /></li>)}</ul>)}
      </Loaded>
    </Panel>
  )
}

function RunningJob({ id }: { id: string }) {
  const t = useWords(jobWords)
  const f = useFormats()
  const { data: job } = useQuery(jobQuery(id))
  useLive<Job>('Job', [id], ['job', id], job !== undefined && !isFinal(job.status))
  if (job === undefined) return null
  return (
    <div className="stack tight">
      <div className="row">
        <Link to={`/jobs/${id}`}>{job.name === '' ? `${t.unnamed} ${id.slice(-6)}` : <Untrusted text={job.name} />}</Link>
        <span className="soft small">{t.itemsOf(f.count(job.itemsDone), f.count(job.itemsTotal))}{job.etaSeconds !== null && ` · ${t.eta}: ${f.duration(job.etaSeconds)}`}</span>
      </div>
      <Progress share={job.itemsTotal === 0 ? 0 : job.itemsDone / job.itemsTotal} tone={toneOf(job.status)} label={job.name || id} />
    </div>
  )
}
