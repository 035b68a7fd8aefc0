import type { Schema } from '../../api/client'
import { TextField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { useWords } from '../../i18n/language'
import { Choices } from '../comparisons/Choices'
import { useDatasetNames, useSystemNames } from './queries'
import { schedulesWords } from './words'

export type Job = Schema<'JobBody'>

/** What a job measures; whatever else the job says stays as it is. */
export function JobFields({ job, onChange }: { job: Job; onChange: (job: Job) => void }) {
  const t = useWords(schedulesWords)
  const number = (text: string) => (text.trim() === '' ? null : Number(text))
  return (
    <>
      <Loaded query={useSystemNames()}>{names => <Choices label={t.systems} all={names} chosen={job.systems ?? []} onChange={systems => onChange({ ...job, systems: [...systems] })} />}</Loaded>
      <Loaded query={useDatasetNames()}>{names => <Choices label={t.datasets} all={names} chosen={job.datasets ?? []} onChange={datasets => onChange({ ...job, datasets: [...datasets] })} />}</Loaded>
      <div className="fields">
        <TextField
          label={t.metrics} hint={t.metricsHint} defaultValue={(job.metrics ?? []).join(', ')} placeholder="ndcg@10, recall@5"
          onChange={event => { const metrics = event.target.value.split(',').map(name => name.trim()).filter(name => name !== ''); onChange({ ...job, metrics: metrics.length === 0 ? null : metrics }) }}
        />
        <TextField label={t.maxDollars} type="number" min="0" step="any" defaultValue={job.maxDollars ?? ''} onChange={event => onChange({ ...job, maxDollars: number(event.target.value) })} />
      </div>
    </>
  )
}
