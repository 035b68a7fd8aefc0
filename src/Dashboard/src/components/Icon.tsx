const shapes = {
  overview: 'M3 13h4V9H3zm6 0h4V3H9zM3 6h4V3H3z',
  systems: 'M3 3h10v4H3zm0 6h10v4H3zM5.5 5h.01M5.5 11h.01',
  datasets: 'M3 4c0-2.7 10-2.7 10 0v8c0 2.7-10 2.7-10 0zm0 0c0 2.7 10 2.7 10 0M3 8c0 2.7 10 2.7 10 0',
  jobs: 'M5 3l8 5-8 5z',
  results: 'M3 3h10v10H3zM3 6.5h10M6.5 6.5V13',
  comparisons: 'M8 2.5v11M2.5 8l2.5-4 2.5 4a2.6 2.6 0 0 1-5 0zm6 2.5l2.5-4 2.5 4a2.6 2.6 0 0 1-5 0z',
  leaderboard: 'M2.5 13.5v-5h3.6v5zm3.7 0v-10h3.6v10zm3.7 0v-7h3.6v7z',
  trends: 'M2.5 11.5l3.5-4 3 2.5 4.5-6M10.5 4h3v3',
  costs: 'M8 2v12M11 4.8C10 3.3 5 3.2 5 5.7 5 8.5 11 7.3 11 10.3c0 2.7-5.2 2.5-6.2.700',
  schedules: 'M8 4.5V8l2.5 1.8M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  alerts: 'M3.5 11.5h9c-1.3-1.3-1.3-2-1.3-4a3.2 3.2 0 0 0-6.4 0c0 2 0 2.7-1.3 4zm3.3 2h2.4',
  settings: 'M2.5 5h6m3 0h2m-11 6h2m3 0h6M10 3.5v3m-4 3v3',
  templates: 'M3 3h7l3 3v7H3zM10 3v3h3M5.5 9h5M5.5 11h3',
  good: 'M3 8.5l3.5 3.5L13 4.5',
  bad: 'M4 4l8 8M12 4l-8 8',
  warn: 'M8 2.5l6 11H2zM8 6.5v3.2M8 11.7v.01',
  wait: 'M8 4.5V8l2.5 1.8M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  up: 'M8 13V3.5M4 7.5l4-4 4 4',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  copy: 'M5.5 5.5h7v8h-7zM10.5 5.5v-3h-7v8h2',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  plus: 'M8 3v10M3 8h10',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.8h-2.8',
  download: 'M8 2.5v7.5M4.5 7L8 10.5 11.5 7M3 13.5h10',
  theme: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  close: 'M4 4l8 8M12 4l-8 8',
} as const

export type IconName = keyof typeof shapes

/** A drawing beside a word that says the same, so it is hidden from screen readers. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  )
}
