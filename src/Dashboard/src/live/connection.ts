import type { HubConnection, ISubscription } from '@microsoft/signalr'
import { apiKey } from '../api/key'

export type LiveState = 'idle' | 'connecting' | 'live' | 'away'

interface Watch {
  stream: string
  values: readonly unknown[]
  onItem: (item: unknown) => void
  onError: (error: Error) => void
  open?: ISubscription<unknown>
}

const LongestPause = 15_000
const Linger = 5_000

const watches = new Set<Watch>()
const listeners = new Set<() => void>()
let state: LiveState = 'idle'
let connection: HubConnection | undefined
let closing: ReturnType<typeof setTimeout> | undefined

function move(next: LiveState) {
  if (state === next) return
  state = next
  listeners.forEach(listener => listener())
}

/** One connection for all that a page watches; it closes some seconds after the last watch. */
export const live = {
  state: () => state,

  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },

  /** Follows a stream of the hub, through losses of the connection, until the returned function is called. */
  watch(stream: string, values: readonly unknown[], onItem: (item: unknown) => void, onError: (error: Error) => void = () => {}) {
    const watch: Watch = { stream, values, onItem, onError }
    watches.add(watch)
    clearTimeout(closing)
    if (connection === undefined) void connect()
    else if (state === 'live') open(watch)
    return () => {
      watches.delete(watch)
      watch.open?.dispose()
      if (watches.size === 0) closing = setTimeout(() => void close(), Linger)
    }
  },
}

function open(watch: Watch) {
  watch.open = connection?.stream(watch.stream, ...watch.values).subscribe({
    next: watch.onItem,
    // A stream that ends because the connection does is opened again with it.
    error: (error: Error) => state === 'live' && watch.onError(error),
    complete: () => {},
  })
}

function openAll() {
  move('live')
  watches.forEach(open)
}

const pause = (attempt: number) => Math.min(LongestPause, 500 * 2 ** attempt)

async function connect() {
  move('connecting')
  const { HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr')
  if (connection !== undefined) return
  const made = new HubConnectionBuilder()
    .withUrl('/live', { accessTokenFactory: () => apiKey.get() ?? '' })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: context => pause(context.previousRetryCount) })
    .configureLogging(LogLevel.None)
    .build()
  connection = made
  made.onreconnecting(() => move('away'))
  made.onreconnected(openAll)
  await start(made)
}

async function start(made: HubConnection, attempt = 0): Promise<void> {
  try {
    await made.start()
    openAll()
  } catch {
    // The pages show what they loaded and say that it is not live; the hub is tried again for as long as somebody watches.
    move('away')
    await new Promise(go => setTimeout(go, pause(attempt)))
    if (connection === made && watches.size > 0) await start(made, attempt + 1)
    else if (connection === made) connection = undefined
  }
}

async function close() {
  const made = connection
  connection = undefined
  move('idle')
  await made?.stop()
}
