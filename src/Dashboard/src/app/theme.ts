import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'

const Name = 'benchhub.theme'
const preference = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

export const chosenTheme = (): Theme => (document.documentElement.dataset.theme as Theme | undefined) ?? 'system'

export function chooseTheme(theme: Theme) {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme
    localStorage.removeItem(Name)
  } else {
    document.documentElement.dataset.theme = theme
    localStorage.setItem(Name, theme)
  }

  listeners.forEach(listener => listener())
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  preference.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    preference.removeEventListener('change', listener)
  }
}

/** Whether the page is dark now. */
export const useTheme = () => useSyncExternalStore(subscribe, () => (chosenTheme() === 'system' ? preference.matches : chosenTheme() === 'dark'))

export const useChosenTheme = () => useSyncExternalStore(subscribe, chosenTheme)
