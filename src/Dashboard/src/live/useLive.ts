import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { live } from './connection'

/**
 * Keeps a query's data live by a stream of the hub. What comes within a frame is drawn once, and parts that did not
 * change keep their identity, so that only what changed is drawn.
 */
export function useLive<Item, Data = Item>(
  stream: string, values: readonly unknown[], key: QueryKey, isWatching = true,
  patch: (item: Item, before: Data | undefined) => Data = item => item as unknown as Data,
) {
  const client = useQueryClient()
  const apply = useRef(patch)
  apply.current = patch
  const [streamed, keyed] = [JSON.stringify([stream, values]), JSON.stringify(key)]

  useEffect(() => {
    if (!isWatching) return
    let newest: Item | undefined
    let frame = 0
    const draw = () => {
      frame = 0
      const item = newest as Item
      client.setQueryData<Data>(key, before => apply.current(item, before))
    }
    const stop = live.watch(stream, values, item => {
      newest = item as Item
      if (frame === 0) frame = requestAnimationFrame(draw)
    }, () => void client.invalidateQueries({ queryKey: key }))
    return () => {
      cancelAnimationFrame(frame)
      stop()
    }
    // The streamed and keyed texts stand for stream, values and key, which are new arrays at each drawing.
  }, [client, streamed, keyed, isWatching])
}

export const useLiveState = () => useSyncExternalStore(live.subscribe, live.state)
