import type { ReactNode } from 'react'

export interface Stat {
  label: string
  value: ReactNode
  note?: ReactNode
}

/** A row of figures. */
export function Stats({ stats }: { stats: readonly Stat[] }) {
  return (
    <dl className="stats">
      {stats.map(stat => (
        <div key={stat.label} className="stat">
          <dt>{stat.label}</dt>
          <dd>
            {stat.value}
            {stat.note !== undefined && <div className="note">{stat.note}</div>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
