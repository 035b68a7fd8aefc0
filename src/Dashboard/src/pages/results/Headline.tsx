import { Link } from 'react-router'
import type { Result } from '../../api/answers'
import { Stats } from '../../components/Stats'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { resultsWords } from './words'

/** The numbers one looks for first. */
export function Headline({ result }: { result: Result }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const metrics = Object.entries(result.metrics).slice(0, 3)
  return (
    <Stats
      stats={[
        ...metrics.map(([name, metric]) => ({ label: name, value: f.score(metric.value), note: <Link to={`/results/${result.id}?metric=${encodeURIComponent(name)}&sort=${encodeURIComponent(name)}`}>{f.interval(metric.ciLow, metric.ciHigh)}</Link> })),
        { label: t.items, value: f.count(result.items) },
        { label: t.errors, value: f.count(result.errors) },
        ...(result.latency && result.latency.max > 0 ? [{ label: t.p50, value: f.milliseconds(result.latency.p50), note: `p95 ${f.milliseconds(result.latency.p95)}` }] : []),
        ...(result.spent?.dollars !== null && result.spent?.dollars !== undefined ? [{ label: t.cost, value: f.dollars(result.spent.dollars) }] : []),
      ]}
    />
  )
}
