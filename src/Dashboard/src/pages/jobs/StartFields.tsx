import { useQuery } from '@tanstack/react-query'
import type { ChangeEvent } from 'react'
import { api, data } from '../../api/client'
import type { Problem } from '../../api/problem'
import { TextField } from '../../components/Field'
import { useWords } from '../../i18n/language'
import type { JobSettings } from './form'
import { jobWords } from './words'

interface Props {
  settings: JobSettings
  onChange: (change: Partial<JobSettings>) => void
  refused: Problem | null
}

type TextName = { [K in keyof JobSettings]: JobSettings[K] extends string ? K : never }[keyof JobSettings]

export function StartFields({ settings, onChange, refused }: Props) {
  const t = useWords(jobWords)
  const metrics = useQuery({ queryKey: ['metrics'], queryFn: ({ signal }) => data(api.GET('/api/v1/metrics', { signal })), staleTime: Infinity })
  const bind = (name: TextName, field: string = name) => ({
    value: settings[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => onChange({ [name]: event.target.value }),
    wrong: refused?.field === field ? refused.message : null,
  })
  const whole = { type: 'number', min: 1, step: 1, inputMode: 'numeric' } as const
  return (
    <>
      <TextField label={t.name} hint={t.nameHint} {...bind('name')} />
      <TextField label={t.metrics} hint={t.metricsHint} placeholder="ndcg@10, recall@5" list="metric-names" {...bind('metrics')} />
      <datalist id="metric-names">{metrics.data?.items.map(metric => <option key={metric.name} value={metric.example}>{metric.description}</option>)}</datalist>
      <details className="panel">
        <summary>{t.settings}</summary>
        <div className="fields">
          <TextField label={t.concurrency} placeholder="8" {...whole} {...bind('concurrency')} />
          <TextField label={t.parallel} placeholder="3" {...whole} {...bind('parallelTasks')} />
          <TextField label={t.topK} hint={t.topKHint} {...whole} {...bind('topK')} />
          <TextField label={t.maxDollars} hint={t.maxDollarsHint} type="number" min={0} step="any" {...bind('maxDollars')} />
          <TextField label={t.maxTokens} {...whole} {...bind('maxTokens')} />
        </div>
        <label className="check"><input type="checkbox" checked={settings.cache} onChange={event => onChange({ cache: event.target.checked })} />{t.cache}</label>
        <label className="check"><input type="checkbox" checked={settings.stopEarly} onChange={event => onChange({ stopEarly: event.target.checked })} />{t.stopEarly}</label>
        {settings.stopEarly && (
          <div className="fields">
            <TextField label={t.stopMetric} required list="metric-names" {...bind('stopMetric', 'earlyStop.metric')} />
            <TextField label={t.stopAlpha} type="number" min={0} max={1} step="any" placeholder="0.05" {...bind('stopAlpha', 'earlyStop.alpha')} />
          </div>
        )}
      </details>
    </>
  )
}
