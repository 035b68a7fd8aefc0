import { Link, useLocation } from 'react-router'
import { Page } from '../components/Page'
import { useWords } from '../i18n/language'
import { appWords } from './words'

export function NotFoundPage() {
  const t = useWords(appWords)
  const { pathname } = useLocation()
  return (
    <Page title={t.notFound} lead={t.notFoundLead(pathname)}>
      <div className="row"><Link className="button primary" to="/">{t.toOverview}</Link></div>
    </Page>
  )
}
