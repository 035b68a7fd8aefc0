import { api, data, type Schema } from '../../api/client'
import { allPages } from '../../api/pages'

export type Dataset = Schema<'DatasetAnswer'>

export const datasetsQuery = (includeRetired: boolean) => ({
  queryKey: ['datasets', { includeRetired }],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    allPages<Dataset>(cursor => data(api.GET('/api/v1/datasets', { params: { query: { limit: 1000, cursor, includeRetired } }, signal }))),
})

/** A record's question: its own text, or the first text of a task's record. */
export function questionOf(item: Schema<'ItemAnswer'>): string {
  if (item.text !== '' || item.record === null || typeof item.record !== 'object') return item.text
  return String(Object.values(item.record as Record<string, unknown>).find(value => typeof value === 'string') ?? '')
}
