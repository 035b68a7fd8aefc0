import { useCallback, useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'

/** Changes that the address does not show yet: the router takes its time, and a second change must not undo the first. */
let wanted: { path: string; params: URLSearchParams } | null = null

function useAddress() {
  const [params, setParams] = useSearchParams()
  useEffect(() => {
    if (wanted !== null && (wanted.path !== location.pathname || wanted.params.toString() === params.toString())) wanted = null
  }, [params])
  const change = useCallback((apply: (params: URLSearchParams) => void) => {
    const after = new URLSearchParams(wanted?.path === location.pathname ? wanted.params : location.search)
    apply(after)
    wanted = { path: location.pathname, params: after }
    setParams(after, { replace: true, preventScrollReset: true })
  }, [setParams])
  return [params, change] as const
}

/** What was set holds at once, until the address shows it too; else a field would lose letters to a slow page. */
function useImmediate<T>(shown: T, isSame: (a: T, b: T) => boolean): [T, (value: T) => void] {
  const [set, setSet] = useState<{ value: T } | null>(null)
  useEffect(() => {
    // A letter may have been typed since this was drawn.
    if (set !== null && isSame(set.value, shown)) setSet(now => (now === set ? null : now))
  })
  return [set === null ? shown : set.value, useCallback(value => setSet({ value }), [])]
}

/** A piece of a page's state that stands in its address, so that a link leads back to it. The default is left out of the address. */
export function useUrlState(name: string, fallback = ''): [string, (value: string) => void] {
  const [params, change] = useAddress()
  const [value, setValue] = useImmediate(params.get(name) ?? fallback, Object.is)
  const set = useCallback((next: string) => {
    setValue(next)
    change(after => (next === fallback ? after.delete(name) : after.set(name, next)))
  }, [name, fallback, change, setValue])
  return [value, set]
}

const isSameList = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((value, index) => value === b[index])

/** The same for several values: ?system=a&system=b */
export function useUrlList(name: string): [readonly string[], (values: readonly string[]) => void] {
  const [params, change] = useAddress()
  const [values, setValues] = useImmediate<readonly string[]>(params.getAll(name), isSameList)
  const set = useCallback((next: readonly string[]) => {
    setValues(next)
    change(after => {
      after.delete(name)
      next.forEach(value => after.append(name, value))
    })
  }, [name, change, setValues])
  return [values, set]
}
