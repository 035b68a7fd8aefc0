import type { ReactNode } from 'react'
import { Command } from './Command'

interface Props {
  title: string
  /** What will be here, and what for. */
  children: ReactNode
  /** The one button that fills it. */
  action?: ReactNode
  /** The one command that fills it. */
  command?: string
}

export function EmptyState({ title, children, action, command }: Props) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
      {command !== undefined && <Command text={command} />}
    </div>
  )
}
