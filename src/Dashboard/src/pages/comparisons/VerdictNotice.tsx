import { Link } from 'react-router'
import type { Pair, Ranked } from '../../api/answers'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { isolated, verdictOf } from './verdict'
import { comparisonsWords } from './words'

export function VerdictNotice({ metric, direction = 'higher', ranking, pairs }: { metric: string; direction?: 'higher' | 'lower'; ranking: readonly Ranked[]; pairs: readonly Pair[] }) {
  const t = useWords(comparisonsWords)
  const f = useFormats()
  const { sentence, best, second } = verdictOf(metric, ranking, pairs, t, f)
  const [named, sort] = [encodeURIComponent(metric), encodeURIComponent(direction === 'higher' ? metric : `-${metric}`)]
  return (
    <div className="verdict" role="note">
      <p>{sentence}</p>
      {best !== null && (
        <div className="row">
          <Link to={`/results/${best.resultId}?metric=${named}&sort=${sort}`}>{t.whereFails(isolated(best.system))}</Link>
          <Link to={`/results/${best.resultId}/analysis?metric=${named}`}>{t.patterns}</Link>
          {second !== null && <Link to={`/results/side-by-side?a=${best.resultId}&b=${second.resultId}&metric=${named}`}>{t.whereDiffer(isolated(best.system), isolated(second.system))}</Link>}
        </div>
      )}
    </div>
  )
}
