import { useQuery } from '@tanstack/react-query'
import { getJson } from '../../api/client'
import { allPages } from '../../api/pages'
import type { Alert, Channel, Listed, Notifications, Rule } from '../../api/answers'
import { useLive } from '../../live/useLive'
import { search } from '../results/queries'

export const monitoring = '/api/v1/monitoring'

const Often = { refetchInterval: 10_000 }
const all = <T>(path: string, signal: AbortSignal, values: Record<string, string | number> = {}) =>
  allPages(cursor => getJson<Listed<T>>(`${monitoring}/${path}?${search({ ...values, cursor })}`, signal))

export const useAlerts = (state: string, severity: string) => useQuery({
  ...Often,
  queryKey: ['monitoring', 'alerts', state, severity],
  queryFn: ({ signal }) => getJson<Listed<Alert>>(`${monitoring}/alerts?${search({ limit: 200, state, severity })}`, signal),
  placeholderData: before => before,
})

export const useRules = () => useQuery({ ...Often, queryKey: ['monitoring', 'rules'], queryFn: ({ signal }) => all<Rule>('rules', signal) })

export const useChannels = () => useQuery({ queryKey: ['monitoring', 'channels'], queryFn: ({ signal }) => all<Channel>('channels', signal) })

const notifications = ['monitoring', 'notifications']

/** Live, from when the hub has answered: before that it may need a key. */
export function useNotifications() {
  const query = useQuery({
    queryKey: notifications,
    queryFn: ({ signal }) => getJson<Notifications>(`${monitoring}/notifications?${search({ limit: 30 })}`, signal),
    retry: false,
  })
  useLive<Notifications>('Notifications', [], notifications, query.data !== undefined)
  return query
}
