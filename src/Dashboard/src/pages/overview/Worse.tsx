import { Link } from 'react-router'
import type { Dashboard } from '../../api/answers'
import { Badge } from '../../components/Badge'
import { Panel } from '../../components/Panel'
import { Untrusted } from '../../components/Untrusted'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { useAlerts } from '../alerts/queries'
import type { System } from '../systems/system'
import { overviewWords } from './words'

const Shown = 5

/** Regressions of the last week, alerts that fire, and systems that do not answer. */
export function Worse({ worsened, systems }: { worsened: Dashboard['worsened']; systems: readonly System[] }) {
  const t = useWords(overviewWords)
  const f = useFormats()
  const unhealthy = systems.filter(system => system.health?.isHealthy === false)
  // Drops stand among the regressions already.
  const firing = (useAlerts('firing', '').data?.items ?? []).filter(alert => alert.kind === 'threshold')
  return (
    <Panel title={t.worse} actions={firing.length > Shown && <Link to="/alerts?state=firing">{t.allAlerts(f.count(firing.length))}</Link>}>
      {unhealthy.length + worsened.length + firing.length === 0 && <p><Badge tone="good">{t.nothingWorse}</Badge></p>}
      {unhealthy.length + worsened.length + firing.length > 0 && <ul className="stack tight">
        {worsened.slice(0, Shown).map(each => (
          <li key={`${each.resultId} ${each.metric}`}>
            <Link to={`/results/${each.resultId}`}><Untrusted text={t.onDataset(each.system, each.dataset)} /></Link>
            <p className="small">{t.worsened(each.metric, f.score(each.from), f.score(each.to))}{each.p !== null && <span className="soft"> (p {f.p(each.p)})</span>}</p>
          </li>
        ))}
        {firing.slice(0, Shown).map(alert => (
          <li key={alert.id}>
            <span className="row"><Link to={`/results/${alert.resultId}`}><Untrusted text={t.onDataset(alert.system, alert.dataset)} /></Link> <Badge tone={alert.severity === 'high' ? 'bad' : 'warn'}>{t.alert}</Badge></span>
            <p className="small">{t.beyond(alert.metric, f.score(alert.value), f.score(alert.threshold))}</p>
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
