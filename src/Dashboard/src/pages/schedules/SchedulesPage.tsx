import { useState } from 'react'
import { Link } from 'react-router'
import { sendJson } from '../../api/client'
import type { Schedule, ScheduleRun } from '../../api/answers'
import { Badge } from '../../components/Badge'
import { Confirm } from '../../components/Confirm'
import { EmptyState } from '../../components/EmptyState'
import { Facts } from '../../components/Facts'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { ProblemNotice } from '../../components/ProblemNotice'
import { Untrusted } from '../../components/Untrusted'
import { useAction } from '../../components/useAction'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { schedulesPath, useSchedules } from './queries'
import { ScheduleForm } from './ScheduleForm'
import { schedulesWords } from './words'

export function Component() {
  const t = useWords(schedulesWords)
  const [form, setForm] = useUrlState('form')
  const create = <button type="button" className="button primary" onClick={() => setForm('new')}>{t.create}</button>
  return (
    <Page title={t.title} lead={t.lead} actions={<><Link className="button" to="/templates">{t.templates}</Link>{form === '' && create}</>}>
      {form !== '' && <Panel title={t.create}><ScheduleForm onDone={() => setForm('')} /></Panel>}
      <Loaded query={useSchedules()}>
        {all => all.length === 0
          ? form === '' && <EmptyState title={t.none} action={create}>{t.noneLead}</EmptyState>
          : <div className="columns">{all.map(schedule => <ScheduleCard key={schedule.id} schedule={schedule} />)}</div>}
      </Loaded>
    </Page>
  )
}

function ScheduleCard({ schedule }: { schedule: Schedule }) {
  const t = useWords(schedulesWords)
  const f = useFormats()
  const { isBusy, problem, run } = useAction(['schedules'])
  const [isAsking, setIsAsking] = useState(false)
  const [started, setStarted] = useState(false)
  const path = `${schedulesPath}/${encodeURIComponent(schedule.id)}`
  const missed = { skip: t.skip, once: t.once, all: t.all }[schedule.missedRuns]
  return (
    <Panel title={schedule.name} actions={<Badge tone={schedule.paused ? 'idle' : 'good'}>{schedule.paused ? t.paused : t.active}</Badge>}>
      <Facts
        facts={[
          [t.when, <span key="w"><code>{schedule.cron}</code> · {schedule.timeZone}{schedule.description && <div className="small soft" dir="auto">{schedule.description}</div>}</span>],
          [t.next, schedule.paused ? null : <ul key="n">{schedule.nextRuns.slice(0, 3).map(at => <li key={at}>{f.instant(at)}</li>)}</ul>],
          [t.last, schedule.lastRun === null ? t.never : <Run key="l" run={schedule.lastRun} />],
          [t.missed, missed],
          [t.templates, schedule.template && <Untrusted key="t" text={schedule.template} />],
        ]}
      />
      {schedule.runs.length > 1 && <details><summary className="small soft">{t.runs} ({f.count(schedule.runs.length)})</summary><ul className="stack small">{schedule.runs.map(one => <li key={`${one.at} ${one.jobId}`}><Run run={one} /></li>)}</ul></details>}
      <div className="row">
        <button type="button" className="button small" disabled={isBusy} onClick={() => void run(() => sendJson('POST', `${path}/trigger`)).then(() => setStarted(true))}>{t.trigger}</button>
        <button type="button" className="button small" disabled={isBusy} onClick={() => void run(() => sendJson('POST', `${path}/${schedule.paused ? 'resume' : 'pause'}`))}>{schedule.paused ? t.resume : t.pause}</button>
        <button type="button" className="button small danger" disabled={isBusy} onClick={() => setIsAsking(true)}>{t.remove}</button>
        <span role="status" className="small soft">{started && problem === undefined && t.started}</span>
      </div>
      {problem !== undefined && <ProblemNotice error={problem} />}
      {isAsking && <Confirm title={t.remove} action={t.remove} danger onClose={() => setIsAsking(false)} onConfirm={() => { setIsAsking(false); void run(() => sendJson('DELETE', path)) }}><p>{t.removeAsk(schedule.name)}</p></Confirm>}
    </Panel>
  )
}

function Run({ run }: { run: ScheduleRun }) {
  const t = useWords(schedulesWords)
  const f = useFormats()
  return <span>{f.instant(run.at)} · {{ submitted: t.submitted, skipped: t.skipped, missed: t.missedRun, refused: t.refused }[run.outcome]}{run.note && <> · <Untrusted text={run.note} /></>}{run.jobId && <> · <Link className="in-text" to={`/jobs/${encodeURIComponent(run.jobId)}`}>{t.toJob}</Link></>}</span>
}
