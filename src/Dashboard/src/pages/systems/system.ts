import type { Schema } from '../../api/client'
import { api, data } from '../../api/client'
import { allPages } from '../../api/pages'
import type { Tone } from '../../components/Badge'
import type { systemWords } from './words'

export type System = Schema<'SystemAnswer'>
export type HealthCheck = Schema<'HealthCheckAnswer'>
type Words = (typeof systemWords)['en']

export const systemsQuery = (includeRetired: boolean) => ({
  queryKey: ['systems', { includeRetired }],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    allPages<System>(cursor => data(api.GET('/api/v1/systems', { params: { query: { limit: 1000, cursor, includeRetired } }, signal }))),
})

export const systemQuery = (id: string) => ({
  queryKey: ['system', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => data(api.GET('/api/v1/systems/{id}', { params: { path: { id } }, signal })),
})

export const kindWord = (t: Words, kind: System['kind']): string =>
  ({ 'rag': t.kind_rag, 'rag-answer': t.kind_ragAnswer, 'llm': t.kind_llm, 'recorded': t.kind_recorded })[kind]

/** A recorded system answers from a file: nothing of it can be up or down. */
export const isCalled = (system: System) => system.kind !== 'recorded' || system.status !== 'active'

/** What a system's last check says of it; a retired one is no longer checked. */
export function stateOf(t: Words, system: System): { tone: Tone; word: string } {
  return system.status !== 'active' ? { tone: 'idle', word: t.retired }
    : system.health == null ? { tone: 'idle', word: t.unknown }
    : system.health.isHealthy ? { tone: 'good', word: t.healthy }
    : { tone: 'bad', word: t.unhealthy }
}
