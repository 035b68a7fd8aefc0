import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, data, type Schema } from '../../api/client'
import { Chart } from '../../components/chart/Chart'
import { Panel } from '../../components/Panel'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { overviewWords } from './words'

const Days = 30

const dayOf = (at: Date) => at.toISOString().slice(0, 10)

export function Costs() {
  const t = useWords(overviewWords)
  const from = dayOf(new Date(Date.now() - (Days - 1) * 86_400_000))
  const costs = useQuery({ queryKey: ['costs', 'day', from], queryFn: ({ signal }) => data(api.GET('/api/v1/costs', { params: { query: { by: 'day', from } }, signal })) })
  const days = costs.data?.items.filter(day => day.dollars !== null && day.dollars > 0) ?? []
  return (
    <Panel title={t.costs}>
      {costs.data && (days.length === 0 ? <p className="soft">{t.noCosts}</p> : <Bars from={from} days={days} total={costs.data.total.dollars} />)}
    </Panel>
  )
}

function Bars({ from, days, total }: { from: string; days: readonly Schema<'CostAnswer'>[]; total: number | null }) {
  const t = useWords(overviewWords)
  const f = useFormats()
  const byDay = new Map(days.map(day => [day.key, day.dollars ?? 0]))
  const rows = Array.from({ length: Days }, (_, index) => dayOf(new Date(Date.parse(from) + index * 86_400_000))).map(day => [day, byDay.get(day) ?? 0] as const)
  const most = rows.reduce((best, row) => (row[1] > best[1] ? row : best))
  const text = JSON.stringify(rows)
  const option = useCallback(() => {
    const shown = JSON.parse(text) as [string, number][]
    return {
      xAxis: { type: 'category', data: shown.map(([day]) => day) },
      yAxis: { type: 'value', axisLabel: { formatter: (value: number) => f.dollars(value) } },
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => f.dollars(value) },
      series: [{ type: 'bar', name: t.dollars, data: shown.map(([, dollars]) => dollars) }],
    }
  }, [text, f, t])
  return <Chart title={t.costs} summary={t.costsSummary(f.dollars(total), f.dollars(most[1]), most[0])} option={option} height={180} data={{ columns: [t.day, t.dollars], rows }} />
}
