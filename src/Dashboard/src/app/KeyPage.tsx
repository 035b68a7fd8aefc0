import { Page } from '../components/Page'
import { useWords } from '../i18n/language'
import { KeyForm } from './KeyForm'
import { appWords } from './words'

/** In place of any page while the hub answers 401; the address stays, and so the page comes back. */
export function KeyPage() {
  const t = useWords(appWords)
  return <Page title={t.keyTitle} lead={t.keyLead}><KeyForm /></Page>
}
