import { Page } from '../../components/Page'
import { useWords } from '../../i18n/language'
import { overviewWords } from './words'

export function Component() {
  const t = useWords(overviewWords)
  return <Page title={t.title}>{null}</Page>
}
