import { Progress } from '../../components/Progress'
import { Stats } from '../../components/Stats'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { isFinal, paceOf, toneOf, type Job } from './job'
import { jobWords } from './words'

export function JobFigures({ job }: { job: Job }) {
  const t = useWords(jobWords)
  const f = useFormats()
  const share = job.itemsTotal === 0 ? 0 : job.itemsDone / job.itemsTotal
  const took = job.startedAt !== null && job.completedAt !== null ? (Date.parse(job.completedAt) - Date.parse(job.startedAt)) / 1000 : null
  const { spent, caps } = job
  return (
    <div className="stack">
      {!isFinal(job.status) && <Progress share={share} tone={toneOf(job.status)} label={t.progress} />}
      <Stats stats={[
        { label: t.progress, value: f.wholePercent(Math.floor(share * 100) / 100), note: t.itemsOf(f.count(job.itemsDone), f.count(job.itemsTotal)) },
        isFinal(job.status)
          ? { label: t.took, value: f.duration(took) }
          : { label: t.eta, value: job.etaSeconds === null ? '–' : f.duration(job.etaSeconds), note: job.etaSeconds === null ? t.etaUnknown : undefined },
        { label: t.speed, value: pace(paceOf(job, new Date())) },
        { label: t.failedItems, value: f.count(job.itemsFailed), note: job.itemsDone > 0 ? f.percent(job.itemsFailed / job.itemsDone) : undefined },
        ...(spent || caps
          ? [{ label: t.spent, value: f.dollars(spent?.dollars), note: [spent && t.tokens(f.compact(spent.inputTokens + spent.outputTokens)), caps?.dollars != null && t.cap(f.dollars(caps.dollars))].filter(Boolean).join(', ') }]
          : []),
      ]}
      />
    </div>
  )

  function pace(value: number | null) {
    return value === null ? '–' : t.perSecond(f.number(value >= 100 ? Math.round(value) : value))
  }
}
