import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLive, useLiveState } from '../../live/useLive'
import { boardKey } from './queries'

/** Reads the ranking again whenever the hub says that the board changed; returns whether it does say so. */
export function useLiveBoard(dataset: string, metric: string): boolean {
  const client = useQueryClient()
  const key = ['leaderboard revision', dataset, metric]
  const { data: revision } = useQuery<number>({ queryKey: key, enabled: false })
  useLive<{ revision: number }, number>('Leaderboard', [dataset, metric], key, metric !== '', board => board.revision)

  useEffect(() => {
    if (revision !== undefined) void client.invalidateQueries({ queryKey: boardKey(dataset, metric) })
  }, [client, dataset, metric, revision])
  return useLiveState() === 'live' && revision !== undefined
}
