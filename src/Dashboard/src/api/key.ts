import { useSyncExternalStore } from 'react'

const Name = 'benchhub.key'
const listeners = new Set<() => void>()
let missing = false

const changed = () => listeners.forEach(listener => listener())

function stored(): string | null {
  try {
    return sessionStorage.getItem(Name) ?? localStorage.getItem(Name)
  } catch {
    return null
  }
}

/** The hub's API key, as the browser keeps it: until the tab closes, or on this machine when asked to. */
export const apiKey = {
  get: stored,

  set(key: string, remember: boolean) {
    sessionStorage.removeItem(Name)
    localStorage.removeItem(Name)
    if (key !== '') (remember ? localStorage : sessionStorage).setItem(Name, key)
    missing = false
    changed()
  },

  /** Said by whoever got a 401; the layout then asks for the key. */
  refused() {
    missing = true
    changed()
  },

  isRemembered: () => localStorage.getItem(Name) !== null,
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useKeyMissing = () => useSyncExternalStore(subscribe, () => missing)
