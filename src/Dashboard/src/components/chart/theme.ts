import { useEffect, useState } from 'react'

/** The page's colours as a chart needs them: resolved, since a canvas knows no custom properties. */
export interface ChartTheme {
  series: readonly string[]
  text: string
  soft: string
  line: string
  surface: string
  good: string
  goodSoft: string
  bad: string
  badSoft: string
  idleSoft: string
  warn: string
  font: string
}

function read(): ChartTheme {
  const probe = document.createElement('span')
  document.body.append(probe)
  const color = (name: string) => {
    probe.style.color = `var(--${name})`
    return getComputedStyle(probe).color
  }
  const theme = {
    series: [1, 2, 3, 4, 5, 6, 7, 8].map(number => color(`series-${number}`)),
    text: color('text'), soft: color('text-soft'), line: color('line'), surface: color('surface'),
    good: color('good'), goodSoft: color('good-soft'), bad: color('bad'), badSoft: color('bad-soft'), idleSoft: color('idle-soft'), warn: color('warn'),
    font: getComputedStyle(document.body).fontFamily,
  }
  probe.remove()
  return theme
}

export function useChartTheme(): ChartTheme {
  const [theme, setTheme] = useState(read)
  useEffect(() => {
    const update = () => setTheme(read())
    const preference = matchMedia('(prefers-color-scheme: dark)')
    const chosen = new MutationObserver(update)
    preference.addEventListener('change', update)
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      preference.removeEventListener('change', update)
      chosen.disconnect()
    }
  }, [])
  return theme
}
