import { Link } from 'react-router'
import type { Dashboard } from '../../api/answers'
import { Stats } from '../../components/Stats'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { overviewWords } from './words'

export function Figures({ overview: { systems, jobs, alerts, evaluations, costs }, datasets }: { overview: Dashboard; datasets: number }) {
  const t = useWords(overviewWords)
  const f = useFormats()
  return (
    <Stats
      stats={[
        { label: t.running, value: <Link to="/jobs?status=running">{f.count(jobs.running)}</Link>, note: `${t.queued(f.count(jobs.queued))}, ${t.today(f.count(jobs.finishedToday), f.count(jobs.failedToday))}` },
        { label: t.systems, value: <Link to="/systems">{f.count(systems.total)}</Link>, note: systems.unhealthy > 0 ? t.unhealthy(f.count(systems.unhealthy)) : systems.healthy > 0 ? t.healthy(f.count(systems.healthy)) : undefined },
        { label: t.datasets, value: <Link to="/datasets">{f.count(datasets)}</Link> },
        { label: t.evaluations, value: <Link to="/results">{f.count(evaluations.last24h)}</Link>, note: t.inWeek(f.count(evaluations.last7d)) },
        { label: t.alerts, value: <Link to="/alerts?state=firing">{f.count(alerts.firing)}</Link>, note: t.high(f.count(alerts.high)) },
        { label: t.spent, value: <Link to="/costs">{f.dollars(costs.last7d)}</Link>, note: t.spentToday(f.dollars(costs.today)) },
      ]}
    />
  )
}
