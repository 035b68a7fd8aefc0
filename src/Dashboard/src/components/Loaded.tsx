import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/language'
import { ProblemNotice } from './ProblemNotice'
import { componentWords } from './words'

/** The data of a query once it is there; before that a word (after 300 ms), or why there is none. What was loaded before stays. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const t = useWords(componentWords)
  return (
    <>
      {query.isError && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined
        ? children(query.data)
        : !query.isError && <p className="loading" role="status">{t.loading}</p>}
    </>
  )
}
