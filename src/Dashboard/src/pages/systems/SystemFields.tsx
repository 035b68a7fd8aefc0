import type { ChangeEvent } from 'react'
import type { Problem } from '../../api/problem'
import { SelectField, TextArea, TextField } from '../../components/Field'
import { useWords } from '../../i18n/language'
import type { Kind, SystemForm } from './form'
import type { System } from './system'
import { systemWords } from './words'

interface Props {
  form: SystemForm
  /** Its kind stays, and what is sealed is kept while nothing new is given. */
  known?: System
  onChange: (change: Partial<SystemForm>) => void
  refused: Problem | null
}

export function SystemFields({ form, known, onChange, refused }: Props) {
  const t = useWords(systemWords)
  const bind = (name: keyof SystemForm, field: string = name) => ({
    value: form[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => onChange({ [name]: event.target.value }),
    wrong: refused?.field === field ? refused.message : null,
  })
  const whole = { type: 'number', min: 0, step: 1, inputMode: 'numeric' } as const
  return (
    <>
      <div className="fields">
        <TextField label={t.name} hint={t.nameHint} required maxLength={200} {...bind('name')} />
        <SelectField label={t.kind} hint={known === undefined ? t.kindHint : t.kindStays} value={form.kind} disabled={known !== undefined} onChange={event => onChange({ kind: event.target.value as Kind })}>
          <option value="rag">{t.kind_rag}</option>
          <option value="rag-answer">{t.kind_ragAnswer}</option>
          <option value="llm">{t.kind_llm}</option>
        </SelectField>
      </div>
      <TextField label={t.url} hint={t.urlHint} required type="url" {...bind('url')} />
      {form.kind === 'llm' && (
        <div className="fields">
          <SelectField label={t.provider} {...bind('provider', 'model.provider')}>
            <option value="openai">OpenAI</option>
            <option value="anthropic">Anthropic</option>
            <option value="gemini">Gemini</option>
            <option value="huggingface">Hugging Face</option>
          </SelectField>
          <TextField label={t.modelName} required {...bind('model', 'model.name')} />
        </div>
      )}
      <TextField label={t.apiKey} hint={known === undefined || known.secretHeaders.length === 0 ? t.apiKeyHint : t.apiKeyKept(known.secretHeaders.join(', '))} type="password" autoComplete="off" {...bind('apiKey')} />
      <div className="fields">
        <TextField label={t.description} {...bind('description')} />
        <TextField label={t.tags} hint={t.tagsHint} {...bind('tags')} />
      </div>
      {form.kind !== 'llm' && (
        <details className="panel">
          <summary>{t.request}</summary>
          <p className="soft">{t.requestHint}</p>
          <TextField label={t.retrievePath} placeholder={form.kind === 'rag' ? '/api/v1/retrieve' : '/api/v1/answer'} {...bind('path', form.kind === 'rag' ? 'retrieve.path' : 'answer.path')} />
          <TextArea label={t.retrieveBody} placeholder={'{"query": {{query}}, "top_k": {{top_k}}}'} {...bind('body', form.kind === 'rag' ? 'retrieve.body' : 'answer.body')} />
          <div className="fields">
            {form.kind === 'rag'
              ? (
                <>
                  <TextField label={t.resultsPath} placeholder="results" {...bind('results', 'retrieve.results')} />
                  <TextField label={t.documentIdPath} placeholder="id" {...bind('documentId', 'retrieve.documentId')} />
                  <TextField label={t.scorePath} placeholder="score" {...bind('score', 'retrieve.score')} />
                </>
              )
              : (
                <>
                  <TextField label={t.answerText} placeholder="answer" {...bind('answerText', 'answer.text')} />
                  <TextField label={t.answerContexts} placeholder="contexts" {...bind('answerContexts', 'answer.contexts')} />
                </>
              )}
          </div>
        </details>
      )}
      <details className="panel">
        <summary>{t.limits}</summary>
        <p className="soft">{t.limitsHint}</p>
        <div className="fields">
          <TextField label={t.concurrency} {...whole} placeholder={t.noLimit} {...bind('concurrency', 'limits.concurrency')} />
          <TextField label={t.perSecond} {...whole} step="any" placeholder={t.noLimit} {...bind('callsPerSecond', 'limits.callsPerSecond')} />
          <TextField label={t.timeout} {...whole} step="any" placeholder="30" {...bind('timeoutSeconds', 'limits.timeoutSeconds')} />
          <TextField label={t.retries} {...whole} placeholder="2" {...bind('retries', 'limits.retries')} />
          <TextField label={t.healthEvery} hint={t.healthEveryHint} {...whole} placeholder="300" {...bind('healthEverySeconds')} />
        </div>
      </details>
    </>
  )
}
