import { useQuery } from '@tanstack/react-query'
import type { Cell, Ranked } from '../../api/answers'
import { getJson, sendJson } from '../../api/client'
import { search } from '../results/queries'

export const boardKey = (dataset: string, metric: string) => ['leaderboard', dataset, metric]

/** Asked again every so many milliseconds; 0 for never. */
export const useRanking = (dataset: string, metric: string, every: number) => useQuery({
  queryKey: boardKey(dataset, metric),
  queryFn: ({ signal }) => getJson<Ranked[]>(`/api/v1/comparisons/leaderboard/${encodeURIComponent(dataset)}?${search({ metric })}`, signal),
  refetchInterval: every > 0 && every,
  enabled: metric !== '',
})

/** Compared again when the ranking has changed, and only then. */
export const usePairs = (dataset: string, metric: string, ranking: readonly Ranked[] | undefined) => useQuery({
  queryKey: ['leaderboard pairs', dataset, metric, ranking?.map(entry => entry.resultId)],
  queryFn: () => sendJson<Cell>('POST', '/api/v1/comparisons/systems', { dataset, metric }),
  enabled: (ranking?.length ?? 0) > 1,
  // The tests of another metric would say something else.
  placeholderData: (before, query) => (query?.queryKey[1] === dataset && query.queryKey[2] === metric ? before : undefined),
  staleTime: Infinity,
})
