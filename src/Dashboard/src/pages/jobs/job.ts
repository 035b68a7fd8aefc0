import { api, data, type Schema } from '../../api/client'
import type { Tone } from '../../components/Badge'

export type Job = Schema<'JobAnswer'>
export type JobSummary = Schema<'JobSummaryAnswer'>
export type Task = Schema<'TaskAnswer'>
export type Status = Schema<'JobStatus'> | Schema<'BatchTaskStatus'>

export const statuses = ['running', 'pending', 'paused', 'completed', 'failed', 'cancelled'] as const

export const toneOf = (status: Status): Tone =>
  ({ pending: 'idle', running: 'info', paused: 'warn', waiting: 'warn', completed: 'good', failed: 'bad', cancelled: 'idle' } as const)[status]

/** Nothing more happens by itself. */
export const isFinal = (status: Status) => status === 'completed' || status === 'failed' || status === 'cancelled'

export const jobQuery = (id: string) => ({
  queryKey: ['job', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => data(api.GET('/api/v1/batch/jobs/{id}', { params: { path: { id } }, signal })),
})

export const jobsQuery = (status: string, limit: number) => ({
  queryKey: ['jobs', status, limit],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    data(api.GET('/api/v1/batch/jobs', { params: { query: { limit, status: status === '' ? undefined : status } }, signal })),
})

/** Items per second since the start, or null before there is one. */
export function paceOf(job: Job, now: Date): number | null {
  if (job.startedAt === null || job.itemsDone === 0) return null
  const seconds = ((job.completedAt === null ? now : new Date(job.completedAt)).getTime() - new Date(job.startedAt).getTime()) / 1000
  return seconds > 0 ? job.itemsDone / seconds : null
}

export interface Happening {
  at: string
  kind: 'created' | 'started' | 'ended' | 'finished'
  task?: Task
}

/** What the job and its tasks say of themselves, newest first. */
export function happenings(job: Job): Happening[] {
  const ofTasks = job.tasks.flatMap((task): Happening[] => [
    ...(task.startedAt === null ? [] : [{ at: task.startedAt, kind: 'started' as const, task }]),
    ...(task.completedAt === null ? [] : [{ at: task.completedAt, kind: 'ended' as const, task }]),
  ])
  const ofJob: Happening[] = [{ at: job.createdAt, kind: 'created' }, ...(job.completedAt === null ? [] : [{ at: job.completedAt, kind: 'finished' as const }])]
  const order = { created: 0, started: 1, ended: 2, finished: 3 }
  return [...ofJob, ...ofTasks].sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || order[b.kind] - order[a.kind])
}
