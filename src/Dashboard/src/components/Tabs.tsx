import { Link, useLocation } from 'react-router'

export interface Tab {
  to: string
  label: string
}

/** Links to the parts of one thing; the search part of the address is each tab's own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const { pathname } = useLocation()
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(tab => <Link key={tab.to} to={tab.to} aria-current={tab.to.split('?')[0] === pathname ? 'page' : undefined}>{tab.label}</Link>)}
    </nav>
  )
}
