import type { Schema } from '../../api/client'

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

/** What is sent: what was left empty is left to the hub's defaults. */
export const bodyOf = (form: SystemForm): Schema<'SystemBody'> => ({
  name: form.name.trim(),
  kind: form.kind,
  url: text(form.url),
  description: text(form.description),
  tags: form.tags.split(',').map(tag => tag.trim()).filter(tag => tag !== ''),
  apiKey: text(form.apiKey),
  healthEverySeconds: number(form.healthEverySeconds),
  limits: {
    concurrency: number(form.concurrency),
    callsPerSecond: number(form.callsPerSecond),
    timeoutSeconds: number(form.timeoutSeconds),
    retries: number(form.retries),
  },
  ...(form.kind === 'llm' ? { model: { provider: form.provider, name: form.model.trim() } } : {}),
  ...(form.kind === 'rag' ? { retrieve: { path: text(form.path), body: text(form.body), results: text(form.results), documentId: text(form.documentId), score: text(form.score) } } : {}),
  ...(form.kind === 'rag-answer' ? { answer: { path: text(form.path), body: text(form.body), text: text(form.answerText), contexts: text(form.answerContexts) } } : {}),
})
