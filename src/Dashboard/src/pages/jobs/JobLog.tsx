import { Panel } from '../../components/Panel'
import { Untrusted } from '../../components/Untrusted'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { happenings, type Happening, type Job } from './job'
import { jobWords } from './words'

const Shown = 100

export function JobLog({ job }: { job: Job }) {
  const t = useWords(jobWords)
  const f = useFormats()
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
          <li key={`${each.kind} ${each.task?.number} ${index}`}>
            <time dateTime={each.at} className="soft">{f.clock(each.at)}</time>
            <span>
              <Untrusted text={say(each)} />
              {each.kind === 'ended' && each.task!.failed > 0 && <span className="soft"> · {t.failedOf(f.count(each.task!.failed))}</span>}
              {each.kind === 'ended' && each.task!.message !== null && <p className="soft"><Untrusted text={each.task!.message} /></p>}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
