import type { EChartsCoreOption } from 'echarts/core'
import type { ChartTheme } from './theme'

const axis = (theme: ChartTheme) => ({
  axisLine: { lineStyle: { color: theme.line } },
  axisTick: { lineStyle: { color: theme.line } },
  axisLabel: { color: theme.soft, hideOverlap: true },
  nameTextStyle: { color: theme.soft },
  splitLine: { lineStyle: { color: theme.line, opacity: 0.6 } },
})

type Axis = Record<string, unknown>

/** A chart's own option on the page's ground: its colours and its font. */
export function dressed(option: EChartsCoreOption, theme: ChartTheme): EChartsCoreOption {
  const dress = (own: unknown) => {
    const one = (entry: Axis) => ({ ...axis(theme), ...entry, axisLabel: { ...axis(theme).axisLabel, ...(entry.axisLabel as object | undefined) } })
    return Array.isArray(own) ? (own as Axis[]).map(one) : own === undefined ? undefined : one(own as Axis)
  }
  return {
    color: [...theme.series],
    textStyle: { fontFamily: theme.font, color: theme.text },
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 200,
    animationDurationUpdate: 200,
    grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true },
    ...option,
    ...(option.xAxis === undefined ? {} : { xAxis: dress(option.xAxis) }),
    ...(option.yAxis === undefined ? {} : { yAxis: dress(option.yAxis) }),
  }
}
