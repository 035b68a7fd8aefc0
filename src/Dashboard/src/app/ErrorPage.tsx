import { Link, useRouteError } from 'react-router'
import { Page } from '../components/Page'
import { ProblemNotice } from '../components/ProblemNotice'
import { useWords } from '../i18n/language'
import { appWords } from './words'

/** As each browser says that a page's script did not come. */
const isUnloaded = (error: unknown) => error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)

export function ErrorPage() {
  const t = useWords(appWords)
  const raised = useRouteError()
  const error = isUnloaded(raised) ? new Error(t.notLoaded) : raised
  return (
    <Page title={t.failed} lead={t.failedLead}>
      <ProblemNotice error={error} />
      <div className="row">
        <button type="button" className="button primary" onClick={() => location.reload()}>{t.reload}</button>
        <Link className="button" to="/" reloadDocument>{t.toOverview}</Link>
      </div>
    </Page>
  )
}
