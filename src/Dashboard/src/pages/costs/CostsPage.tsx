import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { api, data, type Schema } from '../../api/client'
import { Chart } from '../../components/chart/Chart'
import { bars, rows } from '../../components/chart/plots/bars'
import type { ChartTheme } from '../../components/chart/theme'
import { EmptyState } from '../../components/EmptyState'
import { SelectField, TextField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { Stats } from '../../components/Stats'
import { Table } from '../../components/table/Table'
import { Untrusted } from '../../components/Untrusted'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { costsWords } from './words'

type Costs = Schema<'CostsAnswer'>
type By = 'system' | 'model' | 'job' | 'day'

const MostDrawn = 20
const pages: Partial<Record<By, string>> = { system: '/systems', job: '/jobs' }

export function Component() {
  const t = useWords(costsWords)
  const [by, setBy] = useUrlState('by', 'day')
  const [from, setFrom] = useUrlState('from')
  const [to, setTo] = useUrlState('to')
  const costs = useQuery({
    queryKey: ['costs', by, from, to],
    queryFn: ({ signal }) => data(api.GET('/api/v1/costs', { params: { query: { by, from: from || undefined, to: to || undefined } }, signal })) as Promise<Costs>,
    placeholderData: before => before,
  })
  const names: Record<By, string> = { day: t.day, system: t.system, model: t.model, job: t.job }
  return (
    <Page title={t.title} lead={t.lead} actions={<Link className="button" to="/settings">{t.setPrice}</Link>}>
      <div className="filters">
        <SelectField label={t.by} value={by} onChange={event => setBy(event.target.value)}>{Object.entries(names).map(([value, label]) => <option key={value} value={value}>{label}</option>)}</SelectField>
        <TextField label={t.from} type="date" value={from} max={to || undefined} onChange={event => setFrom(event.target.value)} />
        <TextField label={t.to} type="date" value={to} min={from || undefined} onChange={event => setTo(event.target.value)} />
      </div>
      <Loaded query={costs}>
        {loaded => loaded.items.length === 0
          ? <EmptyState title={t.none} command="./benchhub prices set MODEL --input 0.15 --output 0.60">{t.noneLead}</EmptyState>
          : <Shown costs={loaded} by={loaded.by as By} named={names[loaded.by as By]} />}
      </Loaded>
    </Page>
  )
}

function Shown({ costs, by, named }: { costs: Costs; by: By; named: string }) {
  const t = useWords(costsWords)
  const f = useFormats()
  const label = (item: Costs['items'][number]) => (by === 'day' ? f.day(`${item.key}T12:00:00`) : item.name ?? (item.key === '' ? t.unknownModel : item.key))
  const option = useMemo(() => {
    const all = (by === 'day' ? costs.items : costs.items.slice(0, MostDrawn)).map(item => ({ label: label(item), value: item.dollars ?? 0, told: `${label(item)}\n${f.dollars(item.dollars)}` }))
    return (theme: ChartTheme) => (by === 'day' ? bars(all, theme, value => f.dollars(value)) : rows(all, theme, value => f.dollars(value)))
  }, [costs, by, f])
  const first = costs.items.reduce((a, b) => ((b.dollars ?? 0) > (a.dollars ?? 0) ? b : a))
  return (
    <>
      <Stats
        stats={[
          { label: t.total, value: f.dollars(costs.total.dollars) },
          { label: t.input, value: f.compact(costs.total.inputTokens) },
          { label: t.output, value: f.compact(costs.total.outputTokens) },
          ...(costs.total.unpriced > 0 ? [{ label: t.unpriced, value: f.count(costs.total.unpriced), note: t.unpricedNote }] : []),
        ]}
      />
      <Panel title={t.chart(named)}>
        <Chart
          untitled title={t.chart(named)} summary={t.summary(f.dollars(costs.total.dollars), label(first))} option={option} height={by === 'day' ? 260 : Math.max(120, Math.min(MostDrawn, costs.items.length) * 34 + 40)}
          data={{ columns: [named, t.dollars, t.input, t.output, t.unpriced], rows: costs.items.map(item => [label(item), item.dollars, item.inputTokens, item.outputTokens, item.unpriced]) }}
        />
      </Panel>
      <Table
        caption={t.chart(named)} rows={costs.items} rowKey={item => item.key}
        columns={[
          { id: 'key', header: named, clip: true, value: item => (by === 'day' ? item.key : label(item)), cell: item => pages[by] ? <Link to={`${pages[by]}/${encodeURIComponent(item.key)}`}><Untrusted text={label(item)} clip /></Link> : <Untrusted text={label(item)} clip /> },
          { id: 'dollars', header: t.dollars, end: true, value: item => item.dollars, cell: item => f.dollars(item.dollars) },
          { id: 'input', header: t.input, end: true, notNarrow: true, value: item => item.inputTokens, cell: item => f.count(item.inputTokens) },
          { id: 'output', header: t.output, end: true, notNarrow: true, value: item => item.outputTokens, cell: item => f.count(item.outputTokens) },
          { id: 'unpriced', header: t.unpriced, end: true, notNarrow: true, value: item => item.unpriced, cell: item => f.count(item.unpriced) },
        ]}
      />
    </>
  )
}
