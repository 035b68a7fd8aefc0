import { memo } from 'react'
import { Panel } from '../../components/Panel'
import { Untrusted } from '../../components/Untrusted'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { happenings, type Happening, type Job } from './job'
import { jobWords } from './words'

const Shown = 100

export function JobLog({ job }: { job: Job }) {
  const t = useWords(jobWords)
  const say = ({ kind, task }: Happening): string =>
    kind === 'created' ? t.logCreated
    : kind === 'finished' ? t.logFinished(t[job.status])
    : kind === 'started' ? t.logStarted(task!.system, task!.dataset)
    : t.logEnded(task!.system, task!.dataset, t[task!.status])

  return (
    <Panel title={t.log}>
      <p className="soft">{t.logLead}</p>
      <ol className="log">
        {happenings(job).slice(0, Shown).map((each, index) => (
          <Entry
            key={`${each.kind} ${each.task?.number} ${index}`} at={each.at} said={say(each)}
            failed={each.kind === 'ended' ? each.task!.failed : 0} message={each.kind === 'ended' ? each.task!.message : null}
          />
        ))}
      </ol>
    </Panel>
  )
}

/** What happened stays as it is while the job goes on. */
const Entry = memo(function Entry({ at, said, failed, message }: { at: string; said: string; failed: number; message: string | null }) {
  const t = useWords(jobWords)
  const f = useFormats()
  return (
    <li>
      <time dateTime={at} className="soft">{f.clock(at)}</time>
      <span>
        <Untrusted text={said} />
        {failed > 0 && <span className="soft"> · {t.failedOf(f.count(failed))}</span>}
        {message !== null && <p className="soft"><Untrusted text={message} /></p>}
      </span>
    </li>
  )
})
