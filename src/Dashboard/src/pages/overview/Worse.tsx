import { Link } from 'react-router'
import { Badge } from '../../components/Badge'
import { Panel } from '../../components/Panel'
import { Untrusted } from '../../components/Untrusted'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import type { System } from '../systems/system'
import type { Overview } from './useOverview'
import { overviewWords } from './words'

/** Regressions of the last week, and systems that do not answer. */
export function Worse({ overview, systems }: { overview: Overview; systems: readonly System[] }) {
  const t = useWords(overviewWords)
  const f = useFormats()
  const unhealthy = systems.filter(system => system.health?.isHealthy === false)
  const worsened = overview.worsened ?? []
  return (
    <Panel title={t.worse}>
      {unhealthy.length === 0 && worsened.length === 0 && <p><Badge tone="good">{t.nothingWorse}</Badge></p>}
      {unhealthy.length + worsened.length > 0 && <ul className="stack tight">
        {worsened.map(each => (
          <li key={`${each.resultId} ${each.metric}`}>
            <Link to={`/results/${each.resultId}`}><Untrusted text={t.onDataset(each.system, each.dataset)} /></Link>
            <p className="small">{t.worsened(each.metric, f.score(each.from), f.score(each.to))}{each.p !== null && <span className="soft"> (p {f.p(each.p)})</span>}</p>
          </li>
        ))}
        {unhealthy.map(system => (
          <li key={system.id}>
            <span className="row"><Link to={`/systems/${system.id}`}><Untrusted text={system.name} /></Link> <Badge tone="bad">{t.unhealthySystems}</Badge></span>
            <p className="small soft"><Untrusted text={system.health!.checks.find(check => !check.passed)?.detail ?? ''} /></p>
          </li>
        ))}
      </ul>}
    </Panel>
  )
}
