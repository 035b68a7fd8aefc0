import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, data, type Schema } from '../../api/client'
import { Chart } from '../../components/chart/Chart'
import { bars } from '../../components/chart/plots/bars'
import type { ChartTheme } from '../../components/chart/theme'
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
  const option = useCallback((theme: ChartTheme) => {
    const shown = JSON.parse(text) as [string, number][]
    return bars(shown.map(([day, dollars]) => ({ label: day, value: dollars, told: `${day}\n${f.dollars(dollars)}` })), theme, value => f.dollars(value))
  }, [text, f])
  return <Chart untitled title={t.costs} summary={t.costsSummary(f.dollars(total), f.dollars(most[1]), most[0])} option={option} height={180} data={{ columns: [t.day, t.dollars], rows }} />
}
