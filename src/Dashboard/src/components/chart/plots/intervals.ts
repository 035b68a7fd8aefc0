import type { CustomSeriesRenderItem } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import type { ChartTheme } from '../theme'
import type { Pointed } from '../tip'

export interface IntervalRow {
  name: string
  value: number | null
  low: number | null
  high: number | null
  /** What it says under the pointer. */
  told: string
  color?: string
}

/** A point with its interval per row, the first row on top. */
export function intervals(rows: readonly IntervalRow[], theme: ChartTheme, label: (value: number) => string): EChartsCoreOption {
  const renderItem: CustomSeriesRenderItem = (_, api) => {
    const [x, low, high] = [api.value(0), api.value(2), api.value(3)].map(Number)
    const [px = 0, y = 0] = api.coord([x!, api.value(1)])
    const color = rows[Number(api.value(1))]?.color ?? theme.series[0]!
    const line = (x1: number, y1: number, x2: number, y2: number) => ({ type: 'line' as const, shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: 2 } })
    const [from = px] = Number.isNaN(low) ? [px] : api.coord([low!, api.value(1)])
    const [to = px] = Number.isNaN(high) ? [px] : api.coord([high!, api.value(1)])
    return {
      type: 'group',
      children: [
        ...(from === to ? [] : [line(from, y, to, y), line(from, y - 5, from, y + 5), line(to, y - 5, to, y + 5)]),
        { type: 'circle' as const, shape: { cx: px, cy: y, r: 5 }, style: { fill: color, stroke: theme.surface, lineWidth: 1.5 } },
      ],
    }
  }
  return {
    grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', scale: true, axisLabel: { formatter: label } },
    yAxis: { type: 'category', inverse: true, data: rows.map(row => row.name), axisTick: { show: false }, axisLabel: { width: 128, overflow: 'truncate', hideOverlap: false } },
    told: (mark: Pointed) => rows[mark.dataIndex]?.told ?? '',
    series: [{
      type: 'custom',
      renderItem,
      encode: { x: [0, 2, 3], y: 1 },
      data: rows.map((row, index) => [row.value ?? Number.NaN, index, row.low ?? Number.NaN, row.high ?? Number.NaN]),
    }],
  }
}

export const intervalHeight = (rows: number) => Math.max(110, rows * 34 + 44)
