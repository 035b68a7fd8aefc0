import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { sendJson } from '../../api/client'
import { Problem } from '../../api/problem'
import { SelectField, TextField } from '../../components/Field'
import { ProblemNotice } from '../../components/ProblemNotice'
import { componentWords } from '../../components/words'
import { useWords } from '../../i18n/language'
import { CronPreview } from './CronPreview'
import { JobFields, type Job } from './JobFields'
import { schedulesPath, useTemplates } from './queries'
import { schedulesWords } from './words'

const zones = Intl.supportedValuesOf('timeZone')

export function ScheduleForm({ onDone }: { onDone: () => void }) {
  const t = useWords(schedulesWords)
  const c = useWords(componentWords)
  const client = useQueryClient()
  const templates = useTemplates().data ?? []
  const [name, setName] = useState('')
  const [cron, setCron] = useState('0 3 * * *')
  const [timeZone, setTimeZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone)
  const [missedRuns, setMissedRuns] = useState('once')
  const [template, setTemplate] = useState('')
  const [job, setJob] = useState<Job>({})
  const [problem, setProblem] = useState<unknown>()
  const presets = [['0 * * * *', t.hourly], ['0 3 * * *', t.nightly], ['0 3 * * 1-5', t.weekdays], ['0 3 * * 1', t.weekly]] as const
  const wrong = (field: string) => (problem instanceof Problem && problem.field === field ? problem.message : null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await sendJson('POST', schedulesPath, { name: name.trim(), cron, timeZone, missedRuns, ...(template === '' ? { job } : { template }) })
      await client.invalidateQueries({ queryKey: ['schedules'] })
      onDone()
    } catch (error) {
      setProblem(error)
    }
  }

  return (
    <form className="form" onSubmit={event => void submit(event)}>
      <TextField label={t.name} required maxLength={200} value={name} wrong={wrong('name')} onChange={event => setName(event.target.value)} />
      <div className="fields">
        <SelectField label={t.when} value={presets.some(([value]) => value === cron) ? cron : ''} onChange={event => event.target.value !== '' && setCron(event.target.value)}>
          {presets.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
          <option value="">{t.cron}</option>
        </SelectField>
        <TextField label={t.cron} hint={t.cronHint} required value={cron} wrong={wrong('cron')} spellCheck={false} onChange={event => setCron(event.target.value)} />
        <TextField label={t.timeZone} required list="zones" value={timeZone} wrong={wrong('timeZone')} onChange={event => setTimeZone(event.target.value)} />
        <datalist id="zones">{zones.map(zone => <option key={zone} value={zone} />)}</datalist>
        <SelectField label={t.missed} value={missedRuns} onChange={event => setMissedRuns(event.target.value)}>
          {[['skip', t.skip], ['once', t.once], ['all', t.all]].map(([value, label]) => <option key={value} value={value}>{label}</option>)}
        </SelectField>
      </div>
      <CronPreview cron={cron} timeZone={timeZone} />
      {templates.length > 0 && (
        <SelectField label={t.job} value={template} onChange={event => setTemplate(event.target.value)}>
          <option value="">{t.ofOwn}</option>
          {templates.map(one => <option key={one.id} value={one.id}>{one.name}</option>)}
        </SelectField>
      )}
      {template === '' && <JobFields job={job} onChange={setJob} />}
      {problem !== undefined && <ProblemNotice error={problem} />}
      <div className="row"><button type="submit" className="button primary">{t.save}</button><button type="button" className="button" onClick={onDone}>{c.cancel}</button></div>
    </form>
  )
}
