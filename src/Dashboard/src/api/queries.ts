import { QueryClient } from '@tanstack/react-query'
import { Problem } from './problem'

/** What the hub refused stays refused; only a hub that is away or failing is asked again. */
const isWorthRetrying = (error: Error) => !(error instanceof Problem) || error.isAway || error.status >= 500

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => failures < 2 && isWorthRetrying(error),
      retryDelay: attempt => 500 * 2 ** attempt,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
