import { useState, type FormEvent } from 'react'
import { Link, useNavigate } from 'react-router'
import { sendJson, type Schema } from '../../api/client'
import type { Template } from '../../api/answers'
import { Confirm } from '../../components/Confirm'
import { EmptyState } from '../../components/EmptyState'
import { Facts } from '../../components/Facts'
import { TextField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { ProblemNotice } from '../../components/ProblemNotice'
import { useAction } from '../../components/useAction'
import { useUrlState } from '../../components/urlState'
import { componentWords } from '../../components/words'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { JobFields, type Job } from './JobFields'
import { templatesPath, useTemplates } from './queries'
import { schedulesWords } from './words'

export function Component() {
  const t = useWords(schedulesWords)
  const [form, setForm] = useUrlState('form')
  const templates = useTemplates()
  const edited = templates.data?.find(template => template.id === form)
  const create = <button type="button" className="button primary" onClick={() => setForm('new')}>{t.createTemplate}</button>
  return (
    <Page title={t.templates} lead={t.templatesLead} actions={<><Link className="button" to="/schedules">{t.title}</Link>{form === '' && create}</>}>
      {(form === 'new' || edited !== undefined) && <Panel title={edited?.name ?? t.createTemplate}><TemplateForm key={form} template={edited} onDone={() => setForm('')} /></Panel>}
      <Loaded query={templates}>
        {all => all.length === 0
          ? form === '' && <EmptyState title={t.noTemplates} action={create}>{t.noTemplatesLead}</EmptyState>
          : <div className="columns">{all.map(template => <TemplateCard key={template.id} template={template} onEdit={() => setForm(template.id)} />)}</div>}
      </Loaded>
    </Page>
  )
}

function TemplateCard({ template, onEdit }: { template: Template; onEdit: () => void }) {
  const t = useWords(schedulesWords)
  const f = useFormats()
  const navigate = useNavigate()
  const { isBusy, problem, run } = useAction(['templates'])
  const [isAsking, setIsAsking] = useState(false)
  const path = `${templatesPath}/${encodeURIComponent(template.id)}`
  const start = async () => {
    const job = await run(() => sendJson<Schema<'JobAnswer'>>('POST', `${path}/run`, {}))
    if (job !== undefined) await navigate(`/jobs/${encodeURIComponent(job.id)}`)
  }
  const names = (list: readonly string[] | null | undefined) => (list && list.length > 0 ? <bdi dir="auto">{f.list(list)}</bdi> : null)
  return (
    <Panel title={template.name}>
      {template.description && <p dir="auto">{template.description}</p>}
      <Facts facts={[[t.systems, names(template.job.systems)], [t.datasets, names(template.job.datasets)], [t.metrics, names(template.job.metrics)]]} />
      <div className="row">
        <button type="button" className="button small primary" disabled={isBusy} onClick={() => void start()}>{t.run}</button>
        <button type="button" className="button small" onClick={onEdit}>{t.edit}</button>
        <button type="button" className="button small danger" disabled={isBusy} onClick={() => setIsAsking(true)}>{t.remove}</button>
      </div>
      {problem !== undefined && <ProblemNotice error={problem} />}
      {isAsking && <Confirm title={t.remove} action={t.remove} danger onClose={() => setIsAsking(false)} onConfirm={() => { setIsAsking(false); void run(() => sendJson('DELETE', path)) }}><p>{t.removeAsk(template.name)}</p></Confirm>}
    </Panel>
  )
}

function TemplateForm({ template, onDone }: { template: Template | undefined; onDone: () => void }) {
  const t = useWords(schedulesWords)
  const c = useWords(componentWords)
  const { isBusy, problem, run } = useAction(['templates'])
  const [name, setName] = useState(template?.name ?? '')
  const [description, setDescription] = useState(template?.description ?? '')
  const [job, setJob] = useState<Job>(template?.job ?? {})
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const body = { name: name.trim(), description: description.trim() || null, job }
    const saved = await run(() => (template === undefined ? sendJson<Template>('POST', templatesPath, body) : sendJson<Template>('PUT', `${templatesPath}/${encodeURIComponent(template.id)}`, body)))
    if (saved !== undefined) onDone()
  }
  return (
    <form className="form" onSubmit={event => void submit(event)}>
      <TextField label={t.name} required maxLength={200} value={name} onChange={event => setName(event.target.value)} />
      <TextField label={t.description} value={description} onChange={event => setDescription(event.target.value)} />
      <JobFields job={job} onChange={setJob} />
      {problem !== undefined && <ProblemNotice error={problem} />}
      <div className="row"><button type="submit" className="button primary" disabled={isBusy}>{t.save}</button><button type="button" className="button" onClick={onDone}>{c.cancel}</button></div>
    </form>
  )
}
