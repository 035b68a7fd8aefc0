import { useQuery } from '@tanstack/react-query'
import { getJson } from '../../api/client'
import { allPages } from '../../api/pages'
import type { Distribution, Failures, ItemColumns, ItemDetail, ItemTexts, Listed, Result, SidePair, Slices } from '../../api/answers'

/** A result never changes, but for its quarantine. */
const Forever = { staleTime: Infinity, gcTime: 600_000 }

const of = (id: string) => `/api/v1/results/${encodeURIComponent(id)}`

export const search = (values: Record<string, string | number | null | undefined>) =>
  new URLSearchParams(Object.entries(values).flatMap(([key, value]) => (value === null || value === undefined || value === '' ? [] : [[key, String(value)]]))).toString()

export const useResults = () => useQuery({
  queryKey: ['results'],
  queryFn: ({ signal }) => allPages(cursor => getJson<Listed<Result>>(`/api/v1/results?${search({ limit: 500, cursor })}`, signal)),
})

export const useResult = (id: string) => useQuery({
  queryKey: ['results', id],
  queryFn: ({ signal }) => getJson<Result>(of(id), signal),
  enabled: id !== '',
})

export const useColumns = (id: string) => useQuery({
  ...Forever,
  queryKey: ['results', id, 'columns'],
  queryFn: ({ signal }) => getJson<ItemColumns>(`${of(id)}/columns`, signal),
})

/** Comes after the numbers: the table is there before it. */
export const useTexts = (id: string, isWanted: boolean) => useQuery({
  ...Forever,
  queryKey: ['results', id, 'texts'],
  queryFn: ({ signal }) => getJson<ItemTexts>(`${of(id)}/texts`, signal),
  enabled: isWanted,
})

export const useItem = (id: string, index: number) => useQuery({
  ...Forever,
  queryKey: ['results', id, 'items', index],
  queryFn: ({ signal }) => getJson<ItemDetail>(`${of(id)}/items/${index}`, signal),
})

export const useDistribution = (id: string, metric: string) => useQuery({
  ...Forever,
  queryKey: ['results', id, 'distribution', metric],
  queryFn: ({ signal }) => getJson<Distribution>(`/api/v1/analytics/results/${encodeURIComponent(id)}/distribution?${search({ metric })}`, signal),
  enabled: metric !== '',
})

export const useSlices = (id: string, metric: string, by: string, against: string) => useQuery({
  queryKey: ['results', id, 'slices', metric, by, against],
  queryFn: ({ signal }) => getJson<Slices>(`/api/v1/analytics/results/${encodeURIComponent(id)}/slices?${search({ metric, by, against })}`, signal),
  enabled: metric !== '',
})

export const useFailures = (id: string, metric: string, threshold: string, embedder: string) => useQuery({
  queryKey: ['results', id, 'failures', metric, threshold, embedder],
  queryFn: ({ signal }) => getJson<Failures>(`/api/v1/analytics/results/${encodeURIComponent(id)}/failures?${search({ metric, threshold, embedder })}`, signal),
  enabled: metric !== '',
})

export interface SideQuery {
  a: string
  b: string
  metric: string
  order: string
  filter: string
}

export const sides = (query: SideQuery, cursor: string | null, limit: number, signal?: AbortSignal) =>
  getJson<Listed<SidePair>>(`/api/v1/comparisons/items?${search({ ...query, cursor, limit })}`, signal)
