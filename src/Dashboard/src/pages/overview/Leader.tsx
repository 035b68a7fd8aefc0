import { Link } from 'react-router'
import type { Result } from '../../api/answers'
import { Loaded } from '../../components/Loaded'
import { Panel } from '../../components/Panel'
import { useWords } from '../../i18n/language'
import { VerdictNotice } from '../comparisons/VerdictNotice'
import { usePairs, useRanking } from '../leaderboard/queries'
import { search } from '../results/queries'
import { overviewWords } from './words'

/** Who is best where something was measured last, and how sure that is. */
export function Leader({ latest }: { latest: Result }) {
  const t = useWords(overviewWords)
  const metric = Object.keys(latest.metrics)[0] ?? ''
  const ranking = useRanking(latest.datasetId, metric, 0)
  const pairs = usePairs(latest.datasetId, metric, ranking.data)
  if (metric === '') return null
  return (
    <Panel title={t.leads(latest.dataset)} actions={<Link to={`/leaderboard?${search({ dataset: latest.dataset, metric })}`}>{t.toLeaderboard}</Link>}>
      <Loaded query={ranking}>
        {ranked => (ranked.length > 1 && pairs.isPending ? <p className="loading" role="status">{t.comparing}</p> : <VerdictNotice metric={metric} ranking={ranked} pairs={pairs.data?.comparisons ?? []} />)}
      </Loaded>
    </Panel>
  )
}
