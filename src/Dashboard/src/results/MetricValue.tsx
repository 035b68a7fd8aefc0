import type { Schema } from '../api/client'
import { useFormats } from '../format/useFormats'

/** A metric with how sure it is: ndcg@10 0.412 [0.380, 0.441] */
export function MetricValue({ name, metric }: { name?: string; metric: Schema<'MetricAnswer'> }) {
  const f = useFormats()
  return (
    <span className="metric">
      {name !== undefined && <span className="soft small">{name} </span>}
      {f.score(metric.value)}
      {metric.ciLow !== null && <span className="soft small"> [{f.score(metric.ciLow)}, {f.score(metric.ciHigh)}]</span>}
    </span>
  )
}
