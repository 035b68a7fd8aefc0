import { useQuery } from '@tanstack/react-query'
import { getJson } from '../../api/client'
import { allPages } from '../../api/pages'
import type { Comparison, ComparisonSummary, Listed } from '../../api/answers'
import { search } from '../results/queries'

export const comparisonsPath = '/api/v1/comparisons'

export const useComparisons = () => useQuery({
  queryKey: ['comparisons'],
  queryFn: ({ signal }) => allPages(cursor => getJson<Listed<ComparisonSummary>>(`${comparisonsPath}?${search({ limit: 200, cursor })}`, signal)),
})

export const useComparison = (id: string) => useQuery({
  staleTime: Infinity,
  queryKey: ['comparisons', id],
  queryFn: ({ signal }) => getJson<Comparison>(`${comparisonsPath}/${encodeURIComponent(id)}`, signal),
})
