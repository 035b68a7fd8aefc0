import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import type { Schema } from '../../api/client'
import { Problem } from '../../api/problem'
import { upload } from '../../api/upload'
import { SelectField, TextField } from '../../components/Field'
import { Page } from '../../components/Page'
import { ProblemNotice } from '../../components/ProblemNotice'
import { Progress } from '../../components/Progress'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { datasetWords } from './words'

type Format = 'beir' | 'trec' | 'task'
type Uploaded = Schema<'UploadAnswer'>

/** The hub reads the form as a stream: what names the dataset has to come before its files. */
function ordered(format: Format, typed: FormData): FormData {
  const form = new FormData()
  const fields = { beir: ['corpus', 'queries', 'qrels'], trec: ['corpus', 'topics', 'qrels'], task: ['records'] }[format]
  for (const name of ['name', 'description', 'task']) {
    const value = typed.get(name)
    if (typeof value === 'string' && value.trim() !== '') form.append(name, value.trim())
  }
  form.append('format', format)
  for (const name of fields) {
    const file = typed.get(name)
    if (file instanceof File && file.name !== '') form.append(name, file, file.name)
  }
  return form
}

export function Component() {
  const t = useWords(datasetWords)
  const f = useFormats()
  const client = useQueryClient()
  const [format, setFormat] = useState<Format>('beir')
  const [share, setShare] = useState(0)
  const send = useMutation({
    mutationFn: (form: FormData) => upload<Uploaded>('/api/v1/datasets', form, setShare),
    onSuccess: () => client.invalidateQueries({ queryKey: ['datasets'] }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setShare(0)
    send.mutate(ordered(format, new FormData(event.currentTarget)))
  }
  const wrong = (field: string) => (send.error instanceof Problem && send.error.field === field ? send.error.message : null)

  return (
    <Page title={t.formTitle} lead={t.formLead} crumbs={[{ label: t.title, to: '/datasets' }]}>
      <form className="form" onSubmit={submit}>
        <TextField label={t.name} name="name" hint={t.nameHint} required maxLength={200} wrong={wrong('name')} />
        <TextField label={t.description} name="description" />
        <SelectField label={t.format} value={format} onChange={event => setFormat(event.target.value as Format)}>
          <option value="beir">{t.formatBeir}</option>
          <option value="trec">{t.formatTrec}</option>
          <option value="task">{t.formatTask}</option>
        </SelectField>
        {format === 'task'
          ? (
            <>
              <TextField label={t.task} name="task" hint={t.taskHint} required wrong={wrong('task')} />
              <TextField label={t.records} name="records" type="file" hint={t.recordsHint} required wrong={wrong('records')} />
            </>
          )
          : (
            <>
              <TextField label={t.corpus} name="corpus" type="file" hint={t.corpusHint} wrong={wrong('corpus')} />
              {format === 'beir'
                ? <TextField key="queries" label={t.queries} name="queries" type="file" hint={t.queriesHint} required wrong={wrong('queries')} />
                : <TextField key="topics" label={t.topics} name="topics" type="file" hint={t.topicsHint} required wrong={wrong('topics')} />}
              <TextField label={t.qrels} name="qrels" type="file" hint={format === 'beir' ? t.qrelsHint : t.qrelsTrecHint} required wrong={wrong('qrels')} />
            </>
          )}
        <div aria-live="polite" className="stack">
          {send.isPending && <Progress share={share} label={t.uploading(f.wholePercent(share))} />}
          {send.isPending && <p className="soft">{share < 1 ? t.uploading(f.wholePercent(share)) : t.reading}</p>}
          {send.isError && <h2>{t.refused}</h2>}
          {send.isError && <ProblemNotice error={send.error} />}
          {send.data && <Outcome uploaded={send.data} />}
        </div>
        <div className="row"><button type="submit" className="button primary" disabled={send.isPending}>{t.submit}</button></div>
      </form>
    </Page>
  )
}

function Outcome({ uploaded }: { uploaded: Uploaded }) {
  const t = useWords(datasetWords)
  const f = useFormats()
  return (
    <div className="notice" data-tone="good">
      <p dir="auto">
        {uploaded.isNew ? t.done(uploaded.name, f.count(uploaded.version)) : t.same} {t.items}: {f.count(uploaded.items)}
        {uploaded.documents > 0 && <>, {t.documents}: {f.count(uploaded.documents)}, {t.judgements}: {f.count(uploaded.judgements)}</>}
      </p>
      {uploaded.unjudgedQueries > 0 && <p>{t.unjudgedQueries(f.count(uploaded.unjudgedQueries))}</p>}
      {uploaded.warnings.length > 0 && <><p>{t.warnings}</p><ul>{uploaded.warnings.map(warning => <li key={warning} dir="auto">{warning}</li>)}</ul></>}
      <Link className="button" to={`/datasets/${uploaded.id}`}>{t.toDataset}</Link>
    </div>
  )
}
