import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon'

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'idle'

const icons: Partial<Record<Tone, IconName>> = { good: 'good', warn: 'warn', bad: 'bad' }

/** A state in a word; its colour is never the only sign. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  const icon = icons[tone]
  return (
    <span className="badge" data-tone={tone}>
      {icon !== undefined && <Icon name={icon} size={12} />}
      {children}
    </span>
  )
}
