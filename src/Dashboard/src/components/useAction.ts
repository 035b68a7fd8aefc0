import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useState } from 'react'

/** Does something at the hub and then reads again what it has changed. What the hub refused is kept to be shown. */
export function useAction(changes: QueryKey) {
  const client = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const run = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setIsBusy(true)
    try {
      const done = await work()
      setProblem(undefined)
      await client.invalidateQueries({ queryKey: changes })
      return done
    } catch (error) {
      setProblem(error)
      return undefined
    } finally {
      setIsBusy(false)
    }
  }
  return { isBusy, problem, run }
}
