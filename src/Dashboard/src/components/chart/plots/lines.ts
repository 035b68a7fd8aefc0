import type { CustomSeriesRenderItem } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import type { ChartTheme } from '../theme'

export interface LinePoint {
  at: number
  value: number | null
  low: number | null
  high: number | null
}

export interface Line {
  name: string
  points: readonly LinePoint[]
}

interface Told {
  value: (value: number) => string
  point: (line: number, point: number) => string
}

/** Values over time with a band for their intervals, and marked instants. */
export function lines(all: readonly Line[], marks: readonly { at: number; label: string }[], theme: ChartTheme, told: Told): EChartsCoreOption {
  const band = (line: Line, color: string): CustomSeriesRenderItem => (params, api) => {
    if (params.dataIndex !== 0) return { type: 'group', children: [] }
    const known = line.points.filter(point => point.low !== null && point.high !== null)
    const at = (point: LinePoint, value: number) => api.coord([point.at, value])
    const points = [...known.map(point => at(point, point.high!)), ...[...known].reverse().map(point => at(point, point.low!))]
    return { type: 'polygon', shape: { points }, style: { fill: color, opacity: 0.16 }, silent: true }
  }
  const mark: CustomSeriesRenderItem = (params, api) => {
    const area = params.coordSys as unknown as { y: number; height: number }
    const [x = 0] = api.coord([api.value(0), 0])
    return {
      type: 'group',
      children: [
        { type: 'line', shape: { x1: x, y1: area.y, x2: x, y2: area.y + area.height }, style: { stroke: theme.warn, lineWidth: 1.5, lineDash: [5, 4] } },
        { type: 'text', style: { text: marks[params.dataIndex]?.label ?? '', x, y: area.y - 4, align: 'center', verticalAlign: 'bottom', fill: theme.text, fontFamily: theme.font, fontSize: 12 } },
      ],
    }
  }
  return {
    grid: { left: 8, right: 20, top: all.length > 1 ? 36 : 28, bottom: 8, containLabel: true },
    legend: all.length > 1 ? { top: 0, type: 'scroll', data: all.map(line => line.name) } : { show: false },
    xAxis: { type: 'time' },
    yAxis: { type: 'value', scale: true, axisLabel: { formatter: told.value } },
    tooltip: {
      trigger: 'item',
      formatter: (event: { seriesIndex: number; dataIndex: number }) => told.point(Math.floor(event.seriesIndex / 2), event.dataIndex),
    },
    series: all.flatMap((line, index): object[] => {
      const color = theme.series[index % theme.series.length]!
      return [
        { type: 'custom', name: line.name, renderItem: band(line, color), clip: true, silent: true, color, data: line.points.map(point => [point.at, point.low ?? Number.NaN, point.high ?? Number.NaN]), encode: { x: 0, y: [1, 2] }, z: 1 },
        {
          type: 'line', name: line.name, color, symbol: 'circle', symbolSize: 8, z: 3, lineStyle: { width: 2 },
          data: line.points.map(point => [point.at, point.value]),
        },
      ]
    }).concat(marks.length === 0 ? [] : [{ type: 'custom', name: '', renderItem: mark, clip: false, silent: true, color: theme.warn, data: marks.map(one => [one.at, Number.NaN, Number.NaN]), encode: { x: 0, y: [1, 2] }, z: 2 }]),
  }
}
