import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { Chart } from '../../components/chart/Chart'
import type { ChartTheme } from '../../components/chart/theme'
import { Findings } from '../../components/Findings'
import { Loaded } from '../../components/Loaded'
import { Panel } from '../../components/Panel'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { healthQuery, HealthStrip } from './HealthStrip'
import type { HealthCheck, System } from './system'
import { systemWords } from './words'

const Shown = 200

export function HealthPanel({ system }: { system: System }) {
  const t = useWords(systemWords)
  const f = useFormats()
  const history = useQuery(healthQuery(system.id, Shown))
  return (
    <Panel title={t.healthOf} actions={<HealthStrip id={system.id} />}>
      <p className="soft">{system.healthEverySeconds > 0 ? t.every(f.duration(system.healthEverySeconds)) : t.never}</p>
      {system.health?.isHealthy === false && <Findings findings={system.health.checks} />}
      <Loaded query={history}>{checks => (checks.length > 1 ? <ResponseTimes checks={checks} /> : null)}</Loaded>
    </Panel>
  )
}

function ResponseTimes({ checks }: { checks: readonly HealthCheck[] }) {
  const t = useWords(systemWords)
  const f = useFormats()
  const ordered = useMemo(() => checks.toReversed(), [checks])
  const times = ordered.flatMap(check => (check.responseMilliseconds === null ? [] : [check.responseMilliseconds]))
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  const option = useCallback((theme: ChartTheme) => ({
    xAxis: { type: 'time' },
    yAxis: { type: 'value', axisLabel: { formatter: (value: number) => f.milliseconds(value) } },
    tooltip: { trigger: 'axis', valueFormatter: (value: number) => f.milliseconds(value) },
    series: [{
      type: 'line',
      name: t.response,
      symbolSize: 7,
      data: ordered.map(check => ({
        value: [check.checkedAt, check.responseMilliseconds],
        symbol: check.isHealthy ? 'circle' : 'triangle',
        itemStyle: { color: check.isHealthy ? theme.series[0] : theme.bad },
      })),
    }],
  }), [ordered, t, f])
  return (
    <Chart
      title={t.responseTimes}
      summary={t.responseSummary(f.count(checks.length), f.milliseconds(mean))}
      option={option}
      height={180}
      data={{ columns: [t.at, t.good, t.milliseconds], rows: ordered.map(check => [check.checkedAt, check.isHealthy, check.responseMilliseconds]) }}
    />
  )
}
