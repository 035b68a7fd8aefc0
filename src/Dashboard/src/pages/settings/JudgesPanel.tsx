import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { getJson, sendJson, type Schema } from '../../api/client'
import type { Judge, Listed } from '../../api/answers'
import { Confirm } from '../../components/Confirm'
import { SelectField, TextField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Panel } from '../../components/Panel'
import { ProblemNotice } from '../../components/ProblemNotice'
import { Untrusted } from '../../components/Untrusted'
import { useAction } from '../../components/useAction'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { settingsWords } from './words'

const path = '/api/v1/judges'
const builtIns = ['rubric', 'binary', 'likert', 'pairwise', 'faithfulness', 'answer_relevancy']

export function JudgesPanel() {
  const t = useWords(settingsWords)
  const judges = useQuery({ queryKey: ['judges'], queryFn: ({ signal }) => getJson<Listed<Judge>>(path, signal) })
  return (
    <Panel title={t.judges}>
      <Loaded query={judges}>
        {page => page.items.length === 0
          ? <p className="soft">{t.noJudges}. {t.noJudgesLead}</p>
          : <ul className="stack">{page.items.map(judge => <JudgeEntry key={judge.name} judge={judge} />)}</ul>}
      </Loaded>
      <JudgeForm />
    </Panel>
  )
}

function JudgeEntry({ judge }: { judge: Judge }) {
  const t = useWords(settingsWords)
  const f = useFormats()
  const { isBusy, problem, run } = useAction(['judges'])
  const [isAsking, setIsAsking] = useState(false)
  return (
    <li className="stack">
      <div className="side-head">
        <span><strong><Untrusted text={judge.name} /></strong> <span className="soft small">{judge.kind} · {t.version} {f.count(judge.version)} · {judge.metric}</span></span>
        <button type="button" className="button small danger" disabled={isBusy} onClick={() => setIsAsking(true)}>{t.remove}</button>
      </div>
      <details><summary className="small soft">{t.definition}</summary><pre className="small">{judge.definition}</pre></details>
      {problem !== undefined && <ProblemNotice error={problem} />}
      {isAsking && <Confirm title={t.remove} action={t.remove} danger onClose={() => setIsAsking(false)} onConfirm={() => { setIsAsking(false); void run(() => sendJson('DELETE', `${path}/${encodeURIComponent(judge.name)}`)) }}><p>{t.removeAsk(judge.name)}</p></Confirm>}
    </li>
  )
}

function JudgeForm() {
  const t = useWords(settingsWords)
  const models = useQuery({
    queryKey: ['systems', 'models'],
    queryFn: async ({ signal }) => (await getJson<Listed<Schema<'SystemAnswer'>>>('/api/v1/systems?limit=500', signal)).items.filter(system => system.kind === 'llm').map(system => system.name),
  })
  const { isBusy, problem, run } = useAction(['judges'])
  const [name, setName] = useState('')
  const [builtIn, setBuiltIn] = useState('binary')
  const [system, setSystem] = useState('')
  const known = models.data ?? []
  if (known.length === 0) return <p className="soft">{t.needModel}</p>
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await run(() => sendJson<Judge>('POST', path, { name: name.trim(), builtIn, system: system || known[0] }))
    if (saved !== undefined) setName('')
  }
  return (
    <form className="filters" onSubmit={event => void submit(event)}>
      <TextField label={t.name} required value={name} onChange={event => setName(event.target.value)} />
      <SelectField label={t.builtIn} value={builtIn} onChange={event => setBuiltIn(event.target.value)}>{builtIns.map(kind => <option key={kind}>{kind}</option>)}</SelectField>
      <SelectField label={t.playedBy} value={system || known[0]} onChange={event => setSystem(event.target.value)}>{known.map(model => <option key={model}>{model}</option>)}</SelectField>
      <button type="submit" className="button" disabled={isBusy}>{t.addJudge}</button>
      {problem !== undefined && <ProblemNotice error={problem} />}
    </form>
  )
}
