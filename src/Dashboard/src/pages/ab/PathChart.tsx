import { useMemo } from 'react'
import type { AbTest } from '../../api/answers'
import { Chart } from '../../components/chart/Chart'
import { lines } from '../../components/chart/plots/lines'
import type { ChartTheme } from '../../components/chart/theme'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { abWords } from './words'

/** The mean difference as items come in, with the interval that holds at all looks together. */
export function PathChart({ test, title, said, margin }: { test: AbTest; title: string; said: string; margin: number }) {
  const t = useWords(abWords)
  const f = useFormats()
  const { path, decidedAt } = test
  const option = useMemo(() => (theme: ChartTheme) => lines(
    [{ name: t.mean, points: path.map(step => ({ at: step.n, value: step.mean, low: step.low, high: step.high })) }],
    decidedAt === null ? [] : [{ at: decidedAt, label: t.decided }],
    theme,
    { value: value => f.number(value), point: (_, index) => tell(path[index]) },
    // The interval narrows with the root of the items: most of what happens, happens early.
    { xAxis: { type: 'log', min: 'dataMin', max: 'dataMax', name: t.items, nameLocation: 'middle', nameGap: 26, axisLabel: { formatter: (value: number) => f.count(value) } }, across: margin > 0 ? [-margin, 0, margin] : [0] },
  ), [path, decidedAt, margin, t, f])
  const last = path.at(-1)
  return (
    <Chart
      untitled title={title} summary={`${t.summary(f.difference(last?.mean), f.interval(last?.low, last?.high), f.count(last?.n))} ${said}`} option={option} height={320}
      data={{ columns: [t.items, t.mean, t.low, t.high, t.p], rows: path.map(step => [step.n, step.mean, step.low, step.high, step.p]) }}
    />
  )

  function tell(step: AbTest['path'][number] | undefined) {
    return step === undefined ? '' : `${t.items}: ${f.count(step.n)}\n${f.difference(step.mean)} ${f.interval(step.low, step.high)}\np ${f.p(step.p)}`
  }
}
