import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { getJson } from '../../api/client'
import { Problem } from '../../api/problem'
import { useLive } from '../../live/useLive'

/** The hub at a glance; what it does not tell is left out. */
export interface Overview {
  systems?: { total: number; healthy: number; unhealthy: number }
  jobs?: { running: number; queued: number; failedToday?: number; finishedToday?: number }
  alerts?: { firing: number; high: number; medium: number }
  evaluations?: { last24h: number; last7d: number }
  costs?: { today: number | null; last7d: number | null; last30d: number | null }
  worsened?: { system: string; dataset: string; metric: string; from: number; to: number; resultId: string; p: number | null }[]
}

const key = ['overview']

/** Live; and with it the lists that its numbers count. */
export function useOverview(): Overview {
  const client = useQueryClient()
  const { data = {} } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }): Promise<Overview> => {
      try {
        return await getJson<Overview>('/api/v1/monitoring/metrics/dashboard', signal)
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return client.getQueryData<Overview>(key) ?? {}
        throw error
      }
    },
  })
  useLive<Overview>('Overview', [], key)

  const counts = JSON.stringify([data.jobs, data.evaluations])
  useEffect(() => {
    for (const changed of ['jobs', 'results', 'costs']) void client.invalidateQueries({ queryKey: [changed] })
  }, [client, counts])
  return data
}
