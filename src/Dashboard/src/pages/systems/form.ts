import type { Schema } from '../../api/client'
import type { System } from './system'

export type Kind = 'rag' | 'rag-answer' | 'llm'

/** What the form holds: texts, as they were typed. */
export interface SystemForm {
  kind: Kind
  name: string
  url: string
  description: string
  tags: string
  apiKey: string
  provider: string
  model: string
  path: string
  body: string
  results: string
  documentId: string
  score: string
  answerText: string
  answerContexts: string
  concurrency: string
  callsPerSecond: string
  timeoutSeconds: string
  retries: string
  healthEverySeconds: string
}

export const emptyForm: SystemForm = {
  kind: 'rag', name: '', url: '', description: '', tags: '', apiKey: '', provider: 'openai', model: '', path: '', body: '', results: '', documentId: '', score: '',
  answerText: '', answerContexts: '', concurrency: '', callsPerSecond: '', timeoutSeconds: '', retries: '', healthEverySeconds: '',
}

const text = (typed: string) => (typed.trim() === '' ? undefined : typed.trim())
const number = (typed: string) => (typed.trim() === '' ? undefined : Number(typed))

const shown = (value: string | number | null | undefined) => (value == null ? '' : String(value))

/** A registered system as it would have been typed. */
export const formOf = (system: System): SystemForm => ({
  ...emptyForm,
  kind: system.kind === 'recorded' ? 'rag' : system.kind,
  name: system.name,
  url: shown(system.url),
  description: system.description,
  tags: system.tags.join(', '),
  provider: shown(system.model?.provider ?? emptyForm.provider).toLowerCase(),
  model: shown(system.model?.name),
  ...(system.kind === 'rag-answer'
    ? { path: shown(system.answer?.path), body: shown(system.answer?.body), answerText: shown(system.answer?.text), answerContexts: shown(system.answer?.contexts) }
    : { path: system.retrieve.path, body: shown(system.retrieve.body), results: shown(system.retrieve.results), documentId: system.retrieve.documentId, score: system.retrieve.score }),
  concurrency: shown(system.limits.concurrency),
  callsPerSecond: shown(system.limits.callsPerSecond),
  timeoutSeconds: shown(system.limits.timeoutSeconds),
  retries: shown(system.limits.retries),
  healthEverySeconds: shown(system.healthEverySeconds),
})

/** What is known of a system beyond the form: a change replaces all that is said of it. */
function beyond({ topK, retrieve, embed, model, embedding, answer, limits, healthPath }: System) {
  const { headers, ...asked } = answer ?? {}
  return { topK, retrieve, embed, model, embedding, limits, healthPath, ...(answer == null ? {} : { answer: asked, headers }) }
}

/** What is sent: what was left empty is left to the hub's defaults. What the form does not show stays as it is known. */
export function bodyOf(form: SystemForm, system?: System): Schema<'SystemBody'> {
  const known = system && beyond(system)
  return {
    ...known,
    name: form.name.trim(),
    kind: form.kind,
    url: text(form.url),
    description: text(form.description),
    tags: form.tags.split(',').map(tag => tag.trim()).filter(tag => tag !== ''),
    apiKey: text(form.apiKey),
    healthEverySeconds: number(form.healthEverySeconds),
    limits: {
      ...known?.limits,
      concurrency: number(form.concurrency),
      callsPerSecond: number(form.callsPerSecond),
      timeoutSeconds: number(form.timeoutSeconds),
      retries: number(form.retries),
    },
    ...(form.kind === 'llm' ? { model: { ...known?.model, provider: form.provider, name: form.model.trim() } } : {}),
    ...(form.kind === 'rag' ? { retrieve: { ...known?.retrieve, path: text(form.path), body: text(form.body), results: text(form.results), documentId: text(form.documentId), score: text(form.score) } } : {}),
    ...(form.kind === 'rag-answer' ? { answer: { ...known?.answer, path: text(form.path), body: text(form.body), text: text(form.answerText), contexts: text(form.answerContexts) } } : {}),
  }
}
