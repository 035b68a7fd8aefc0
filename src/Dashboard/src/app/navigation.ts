import type { IconName } from '../components/Icon'
import type { appWords } from './words'

type Word = keyof (typeof appWords)['en']

interface Entry {
  path: string
  label: Word
  icon: IconName
}

/** The pages in the order of a first visit: what is measured, what it says, what keeps it going. */
export const navigation: readonly { title: Word | null; entries: readonly Entry[] }[] = [
  { title: null, entries: [{ path: '/', label: 'overview', icon: 'overview' }] },
  {
    title: 'measure',
    entries: [
      { path: '/systems', label: 'systems', icon: 'systems' },
      { path: '/datasets', label: 'datasets', icon: 'datasets' },
      { path: '/jobs', label: 'jobs', icon: 'jobs' },
    ],
  },
  {
    title: 'understand',
    entries: [
      { path: '/leaderboard', label: 'leaderboard', icon: 'leaderboard' },
      { path: '/comparisons', label: 'comparisons', icon: 'comparisons' },
      { path: '/results', label: 'results', icon: 'results' },
      { path: '/trends', label: 'trends', icon: 'trends' },
      { path: '/costs', label: 'costs', icon: 'costs' },
    ],
  },
  {
    title: 'operate',
    entries: [
      { path: '/schedules', label: 'schedules', icon: 'schedules' },
      { path: '/templates', label: 'templates', icon: 'templates' },
      { path: '/alerts', label: 'alerts', icon: 'alerts' },
      { path: '/settings', label: 'settings', icon: 'settings' },
    ],
  },
]
