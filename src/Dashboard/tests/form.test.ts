import { expect, it } from 'vitest'
import type { System } from '../src/pages/systems/system'
import { bodyOf, emptyForm, formOf } from '../src/pages/systems/form'

it('leaves to the hub what was left empty', () => {
  const body = JSON.parse(JSON.stringify(bodyOf({ ...emptyForm, name: ' rag ', url: 'http://x' }))) as Record<string, unknown>
  expect(body).toEqual({ name: 'rag', kind: 'rag', url: 'http://x', tags: [], limits: {}, retrieve: {} })
})

it('sends what belongs to the kind only', () => {
  const body = bodyOf({ ...emptyForm, kind: 'llm', name: 'm', model: 'gpt', path: '/left/over', tags: 'a, b,', concurrency: '4' })
  expect(body).toMatchObject({ model: { provider: 'openai', name: 'gpt' }, tags: ['a', 'b'], limits: { concurrency: 4 } })
  expect(body).not.toHaveProperty('retrieve')
})

const registered = {
  kind: 'rag-answer', name: 'rag', url: 'http://x', description: '', tags: ['a'], topK: 7, secretHeaders: ['Authorization'], healthPath: '/ready', healthEverySeconds: 60,
  retrieve: { path: '/api/v1/retrieve', method: 'POST', headers: {}, body: null, results: null, documentId: 'id', score: 'score', text: 'text' },
  limits: { concurrency: 4, callsPerSecond: null, timeoutSeconds: 30, retries: 2, answerBytes: 99, adaptive: false, mostDollars: 5, mostTokens: null },
  answer: { path: '/ask', headers: { 'X-Team': 'search' }, body: null, text: 'answer', contexts: 'contexts', contextText: 'passage' },
} as unknown as System

it('keeps of a system what the form does not show', () => {
  const body = bodyOf({ ...formOf(registered), path: '/other', concurrency: '' }, registered)
  expect(body).toMatchObject({ name: 'rag', topK: 7, healthPath: '/ready', headers: { 'X-Team': 'search' }, limits: { answerBytes: 99, mostDollars: 5, retries: 2 }, answer: { path: '/other', contextText: 'passage' } })
  expect(body.limits?.concurrency).toBeUndefined()
  expect(body.answer).not.toHaveProperty('headers')
  expect(body.apiKey).toBeUndefined()
})
