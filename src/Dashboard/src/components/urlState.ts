import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** A piece of a page's state that stands in its address, so that a link leads back to it. The default is left out of the address. */
export function useUrlState(name: string, fallback = ''): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams()
  const set = useCallback((value: string) => {
    setParams(before => {
      const after = new URLSearchParams(before)
      if (value === fallback) after.delete(name)
      else after.set(name, value)
      return after
    }, { replace: true, preventScrollReset: true })
  }, [name, fallback, setParams])
  return [params.get(name) ?? fallback, set]
}

/** The same for several values: ?system=a&system=b */
export function useUrlList(name: string): [string[], (values: readonly string[]) => void] {
  const [params, setParams] = useSearchParams()
  const set = useCallback((values: readonly string[]) => {
    setParams(before => {
      const after = new URLSearchParams(before)
      after.delete(name)
      values.forEach(value => after.append(name, value))
      return after
    }, { replace: true, preventScrollReset: true })
  }, [name, setParams])
  return [params.getAll(name), set]
}
