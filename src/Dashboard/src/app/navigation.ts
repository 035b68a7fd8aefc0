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
    title: 'operate',
    entries: [{ path: '/settings', label: 'settings', icon: 'settings' }],
  },
]
