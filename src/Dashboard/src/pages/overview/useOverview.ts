import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Dashboard } from '../../api/answers'
import { api, data } from '../../api/client'
import { useLive } from '../../live/useLive'

const key = ['overview']

/** The hub at a glance, live; and with it the lists that its numbers count. */
export function useOverview() {
  const client = useQueryClient()
  const overview = useQuery({ queryKey: key, queryFn: ({ signal }) => data(api.GET('/api/v1/monitoring/metrics/dashboard', { signal })) })
  useLive<Dashboard>('Overview', [], key)

  const { jobs, evaluations, alerts, systems } = overview.data ?? {}
  const [work, warnings, health] = [JSON.stringify([jobs, evaluations]), JSON.stringify(alerts), JSON.stringify(systems)]
  const refresh = (...changed: string[]) => changed.forEach(each => void client.invalidateQueries({ queryKey: [each] }))
  useEffect(() => refresh('jobs', 'results', 'costs'), [client, work])
  useEffect(() => refresh('monitoring'), [client, warnings])
  useEffect(() => refresh('systems'), [client, health])
  return overview
}
