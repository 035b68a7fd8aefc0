import { useState, type FormEvent } from 'react'
import { sendJson } from '../../api/client'
import type { Rule } from '../../api/answers'
import { Problem } from '../../api/problem'
import { Badge, type Tone } from '../../components/Badge'
import { Confirm } from '../../components/Confirm'
import { EmptyState } from '../../components/EmptyState'
import { SelectField, TextField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { ProblemNotice } from '../../components/ProblemNotice'
import { Table } from '../../components/table/Table'
import { Untrusted } from '../../components/Untrusted'
import { useAction } from '../../components/useAction'
import { useUrlState } from '../../components/urlState'
import { componentWords } from '../../components/words'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { Choices } from '../comparisons/Choices'
import { useDatasetNames, useSystemNames } from '../schedules/queries'
import { AlertsTabs } from './AlertsPage'
import { monitoring, useChannels, useRules } from './queries'
import { alertsWords } from './words'

const tones: Record<Rule['state'], Tone> = { ok: 'good', firing: 'bad', silenced: 'idle' }

export function Component() {
  const t = useWords(alertsWords)
  const [form, setForm] = useUrlState('form')
  const create = <button type="button" className="button primary" onClick={() => setForm('new')}>{t.addRule}</button>
  return (
    <Page title={t.title} lead={t.lead} actions={form === '' && create}>
      <AlertsTabs />
      {form !== '' && <Panel title={t.addRule}><RuleForm onDone={() => setForm('')} /></Panel>}
      <Loaded query={useRules()}>
        {rules => rules.length === 0 ? <EmptyState title={t.noRules} action={create}>{t.noRulesLead}</EmptyState> : <List rules={rules} />}
      </Loaded>
    </Page>
  )
}

function List({ rules }: { rules: readonly Rule[] }) {
  const t = useWords(alertsWords)
  const f = useFormats()
  const { isBusy, problem, run } = useAction(['monitoring'])
  const [asked, setAsked] = useState<Rule>()
  const path = (rule: Rule) => `${monitoring}/rules/${encodeURIComponent(rule.id)}`
  const names: Record<string, string> = { ok: t.ok, firing: t.firing, silenced: t.silenced }
  const limits = (rule: Rule) => rule.kind === 'drop' ? (rule.baseline === null || rule.baseline === 'previous' ? t.drop : `${t.drop} (${rule.baseline})`) : [rule.min !== null && `≥ ${f.number(rule.min)}`, rule.max !== null && `≤ ${f.number(rule.max)}`].filter(Boolean).join(' ')
  return (
    <>
      {problem !== undefined && <ProblemNotice error={problem} />}
      <Table
        plain caption={t.rules} rows={rules} rowKey={rule => rule.id}
        columns={[
          { id: 'name', header: t.name, clip: true, value: rule => rule.name, cell: rule => <span><Untrusted text={rule.name} />{rule.builtIn && <span className="small soft"> · {t.builtIn}</span>}</span> },
          { id: 'metric', header: t.metric, notNarrow: true, value: rule => rule.metric ?? t.firstMetric, cell: rule => <Untrusted text={rule.metric ?? t.firstMetric} /> },
          { id: 'limits', header: t.limits, value: limits },
          { id: 'state', header: t.state, value: rule => rule.state, cell: rule => <Badge tone={tones[rule.state] ?? 'idle'}>{names[rule.state] ?? rule.state}</Badge> },
          { id: 'look', header: t.lastLook, end: true, notNarrow: true, value: rule => rule.lastEvaluatedAt, cell: rule => f.relative(rule.lastEvaluatedAt) },
          {
            id: 'do', header: t.actions, end: true, value: () => null, cell: rule => (
              <span className="row end">
                {rule.state === 'silenced'
                  ? <button type="button" className="button small" disabled={isBusy} onClick={() => void run(() => sendJson('DELETE', `${path(rule)}/silence`))}>{t.unsilence}</button>
                  : <button type="button" className="button small" disabled={isBusy} onClick={() => void run(() => sendJson('POST', `${path(rule)}/silence`, { minutes: 60, reason: t.silenceReason }))}>{t.silence}</button>}
                {!rule.builtIn && <button type="button" className="button small danger" disabled={isBusy} onClick={() => setAsked(rule)}>{t.remove}</button>}
              </span>
            ),
          },
        ]}
      />
      {asked !== undefined && <Confirm title={t.remove} action={t.remove} danger onClose={() => setAsked(undefined)} onConfirm={() => { setAsked(undefined); void run(() => sendJson('DELETE', path(asked))) }}><p>{t.removeAsk(asked.name)}</p></Confirm>}
    </>
  )
}

function RuleForm({ onDone }: { onDone: () => void }) {
  const t = useWords(alertsWords)
  const c = useWords(componentWords)
  const { isBusy, problem, run } = useAction(['monitoring'])
  const [values, setValues] = useState({ name: '', metric: '', min: '', max: '', severity: '', baseline: '' })
  const [systems, setSystems] = useState<readonly string[]>([])
  const [datasets, setDatasets] = useState<readonly string[]>([])
  const [channels, setChannels] = useState<readonly string[]>([])
  const allChannels = useChannels().data ?? []
  const field = (name: keyof typeof values) => ({ value: values[name], onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }), wrong: problem instanceof Problem && problem.field === name ? problem.message : null })
  const number = (text: string) => (text.trim() === '' ? undefined : Number(text))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await run(() => sendJson<Rule>('POST', `${monitoring}/rules`, {
      name: values.name.trim(), metric: values.metric.trim() || undefined, severity: values.severity || undefined, min: number(values.min), max: number(values.max),
      baseline: values.baseline.trim() || undefined, systems: systems.length === 0 ? undefined : systems, datasets: datasets.length === 0 ? undefined : datasets,
      channels: channels.length === 0 ? undefined : allChannels.filter(channel => channels.includes(channel.name)).map(channel => channel.id),
    }))
    if (saved !== undefined) onDone()
  }
  return (
    <form className="form" onSubmit={event => void submit(event)}>
      <div className="fields">
        <TextField label={t.name} required maxLength={200} {...field('name')} />
        <TextField label={t.metric} hint={t.firstMetricHint} placeholder="ndcg@10" {...field('metric')} />
        <SelectField label={t.severity} {...field('severity')}><option value="">{t.bySize}</option><option value="high">{t.high}</option><option value="medium">{t.medium}</option></SelectField>
        <TextField label={t.min} type="number" step="any" {...field('min')} />
        <TextField label={t.max} type="number" step="any" {...field('max')} />
        <TextField label={t.dropFrom} hint={t.dropHint} {...field('baseline')} />
      </div>
      <p className="soft small">{t.everyone}</p>
      <Loaded query={useSystemNames()}>{names => <Choices label={t.onlySystems} all={names} chosen={systems} onChange={setSystems} />}</Loaded>
      <Loaded query={useDatasetNames()}>{names => <Choices label={t.onlyDatasets} all={names} chosen={datasets} onChange={setDatasets} />}</Loaded>
      {allChannels.length > 0 && <Choices label={t.channels} all={allChannels.map(channel => channel.name)} chosen={channels} onChange={setChannels} />}
      {problem !== undefined && <ProblemNotice error={problem} />}
      <div className="row"><button type="submit" className="button primary" disabled={isBusy}>{t.save}</button><button type="button" className="button" onClick={onDone}>{c.cancel}</button></div>
    </form>
  )
}
