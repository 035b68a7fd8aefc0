import { expect, it } from 'vitest'
import { bodyOf, emptyForm } from '../src/pages/systems/form'

it('leaves to the hub what was left empty', () => {
  const body = JSON.parse(JSON.stringify(bodyOf({ ...emptyForm, name: ' rag ', url: 'http://x' }))) as Record<string, unknown>
  expect(body).toEqual({ name: 'rag', kind: 'rag', url: 'http://x', tags: [], limits: {}, retrieve: {} })
})

it('sends what belongs to the kind only', () => {
  const body = bodyOf({ ...emptyForm, kind: 'llm', name: 'm', model: 'gpt', path: '/left/over', tags: 'a, b,', concurrency: '4' })
  expect(body).toMatchObject({ model: { provider: 'openai', name: 'gpt' }, tags: ['a', 'b'], limits: { concurrency: 4 } })
  expect(body).not.toHaveProperty('retrieve')
})
