import type { EChartsCoreOption } from 'echarts/core'
import type { ChartTheme } from '../theme'

export interface Bar {
  label: string
  value: number
  told: string
}

/** A bar per entry, side by side: counts of a distribution, dollars of a day. */
export function bars(all: readonly Bar[], theme: ChartTheme, label: (value: number) => string, isDense = false): EChartsCoreOption {
  return {
    grid: { left: 8, right: 16, top: 12, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: all.map(bar => bar.label), axisTick: { show: false } },
    yAxis: { type: 'value', axisLabel: { formatter: label } },
    tooltip: { trigger: 'item', formatter: (event: { dataIndex: number }) => all[event.dataIndex]?.told ?? '' },
    series: [{ type: 'bar', data: all.map(bar => bar.value), barCategoryGap: isDense ? '4%' : '30%', itemStyle: { color: theme.series[0], borderRadius: [3, 3, 0, 0] }, barMaxWidth: 64 }],
  }
}

/** A bar per entry, one under the other, for names that are long. */
export function rows(all: readonly Bar[], theme: ChartTheme, label: (value: number) => string): EChartsCoreOption {
  return {
    grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', axisLabel: { formatter: label } },
    yAxis: { type: 'category', inverse: true, data: all.map(bar => bar.label), axisTick: { show: false }, axisLabel: { width: 128, overflow: 'truncate' } },
    tooltip: { trigger: 'item', formatter: (event: { dataIndex: number }) => all[event.dataIndex]?.told ?? '' },
    series: [{ type: 'bar', data: all.map(bar => bar.value), itemStyle: { color: theme.series[0], borderRadius: [0, 3, 3, 0] }, barMaxWidth: 22 }],
  }
}
