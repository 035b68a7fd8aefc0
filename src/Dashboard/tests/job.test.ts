import { expect, it } from 'vitest'
import { happenings, paceOf, type Job } from '../src/pages/jobs/job'

const job = (change: Partial<Job>): Job => ({
  id: 'job_1', name: '', status: 'running', progress: 0, itemsDone: 0, itemsTotal: 10, itemsFailed: 0, etaSeconds: null, error: null,
  createdAt: '2026-03-01T12:00:00Z', startedAt: null, completedAt: null, revision: 1, tasks: [], results: [], ...change,
})

it('tells the pace from the start to now, or to the end', () => {
  const now = new Date('2026-03-01T12:00:10Z')
  expect(paceOf(job({}), now)).toBeNull()
  expect(paceOf(job({ startedAt: '2026-03-01T12:00:00Z', itemsDone: 50 }), now)).toBe(5)
  expect(paceOf(job({ startedAt: '2026-03-01T12:00:00Z', completedAt: '2026-03-01T12:00:05Z', itemsDone: 50 }), now)).toBe(10)
})

it('tells what happened, the newest first, and what ends after what begins at the same time', () => {
  const at = '2026-03-01T12:00:00Z'
  const task = { number: 0, startedAt: at, completedAt: at } as Job['tasks'][number]
  expect(happenings(job({ tasks: [task], completedAt: at })).map(each => each.kind)).toEqual(['finished', 'ended', 'started', 'created'])
})
