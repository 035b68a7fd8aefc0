import { Fragment, useEffect, type ReactNode } from 'react'
import { Link } from 'react-router'

interface Props {
  title: string
  /** What the page is for, in a sentence. */
  lead?: ReactNode
  /** From the outermost in: where this page hangs. */
  crumbs?: readonly { label: string; to: string }[]
  actions?: ReactNode
  children: ReactNode
}

export function Page({ title, lead, crumbs = [], actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · BenchHub`
  }, [title])

  return (
    <div className="page">
      <header className="page-head">
        <div>
          {crumbs.length > 0 && (
            <nav className="crumbs" aria-label="Breadcrumb">
              {crumbs.map(crumb => (
                <Fragment key={crumb.to}>
                  <Link to={crumb.to}>{crumb.label}</Link>
                  <span aria-hidden="true">/</span>
                </Fragment>
              ))}
            </nav>
          )}
          <h1 dir="auto">{title}</h1>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {actions !== undefined && <div className="row">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
