import { Link } from 'react-router'
import { Stats, type Stat } from '../../components/Stats'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import type { System } from '../systems/system'
import type { Overview } from './useOverview'
import { overviewWords } from './words'

export function Figures({ overview, systems, datasets }: { overview: Overview; systems: readonly System[]; datasets: number }) {
  const t = useWords(overviewWords)
  const f = useFormats()
  const { jobs, alerts, evaluations, costs } = overview
  const checked = systems.filter(system => system.health != null)
  const unhealthy = checked.filter(system => !system.health!.isHealthy).length
  const stats: Stat[] = [
    {
      label: t.running,
      value: <Link to="/jobs?status=running">{f.count(jobs?.running)}</Link>,
      note: [jobs && t.queued(f.count(jobs.queued)), jobs?.finishedToday !== undefined && t.today(f.count(jobs.finishedToday), f.count(jobs.failedToday))].filter(Boolean).join(', '),
    },
    { label: t.systems, value: <Link to="/systems">{f.count(systems.length)}</Link>, note: unhealthy > 0 ? t.unhealthy(f.count(unhealthy)) : checked.length > 0 ? t.healthy(f.count(checked.length)) : undefined },
    { label: t.datasets, value: <Link to="/datasets">{f.count(datasets)}</Link> },
    ...(evaluations ? [{ label: t.evaluations, value: f.count(evaluations.last24h), note: t.inWeek(f.count(evaluations.last7d)) }] : []),
    ...(alerts ? [{ label: t.alerts, value: <Link to="/alerts">{f.count(alerts.firing)}</Link>, note: t.high(f.count(alerts.high)) }] : []),
    ...(costs ? [{ label: t.spent, value: <Link to="/costs">{f.dollars(costs.last7d)}</Link>, note: t.spentToday(f.dollars(costs.today)) }] : []),
  ]
  return <Stats stats={stats} />
}
