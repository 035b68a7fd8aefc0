import { Badge } from '../../components/Badge'
import { useWords } from '../../i18n/language'
import { toneOf, type Status } from './job'
import { jobWords } from './words'

export function StatusBadge({ status }: { status: Status }) {
  const t = useWords(jobWords)
  return <Badge tone={toneOf(status)}>{t[status]}</Badge>
}
