import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { Chart } from '../../components/chart/Chart'
import { lines } from '../../components/chart/plots/lines'
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
const FromZero = { xAxis: { type: 'time' }, across: [0], minInterval: 1 }

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
  const option = useCallback((theme: ChartTheme) => lines(
    [{ name: t.response, points: ordered.map(check => ({ at: Date.parse(check.checkedAt), value: check.responseMilliseconds, low: null, high: null, isBad: !check.isHealthy })) }], [], theme,
    { value: value => f.milliseconds(value), point: (_, index) => `${f.instant(ordered[index]?.checkedAt)}\n${f.milliseconds(ordered[index]?.responseMilliseconds)}` }, FromZero), [ordered, t, f])
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
