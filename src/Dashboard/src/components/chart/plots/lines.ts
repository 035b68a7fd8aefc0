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
export function lines(all: readonly Line[], marks: readonly { at: number; label: string }[], theme: ChartTheme, told: Told, zoom = true): EChartsCoreOption {
  const band = (line: Line, color: string): CustomSeriesRenderItem => (params, api) => {
    if (params.dataIndex !== 0) return { type: 'group', children: [] }
    const known = line.points.filter(point => point.low !== null && point.high !== null)
    const at = (point: LinePoint, value: number) => api.coord([point.at, value])
    const points = [...known.map(point => at(point, point.high!)), ...[...known].reverse().map(point => at(point, point.low!))]
    return { type: 'polygon', shape: { points }, style: { fill: color, opacity: 0.16 }, silent: true }
  }
  return {
    grid: { left: 8, right: 20, top: all.length > 1 ? 36 : 28, bottom: 8, containLabel: true },
    legend: all.length > 1 ? { top: 0, type: 'scroll', data: all.map(line => line.name) } : { show: false },
    xAxis: { type: 'time' },
    yAxis: { type: 'value', scale: true, axisLabel: { formatter: told.value } },
    ...(zoom ? { dataZoom: [{ type: 'inside', filterMode: 'none' }] } : {}),
    tooltip: {
      trigger: 'item',
      formatter: (event: { seriesIndex: number; dataIndex: number }) => told.point(Math.floor(event.seriesIndex / 2), event.dataIndex),
    },
    series: all.flatMap((line, index) => {
      const color = theme.series[index % theme.series.length]!
      return [
        { type: 'custom', name: line.name, renderItem: band(line, color), clip: true, silent: true, color, data: line.points.map(point => [point.at, point.low ?? Number.NaN, point.high ?? Number.NaN]), encode: { x: 0, y: [1, 2] }, z: 1 },
        {
          type: 'line', name: line.name, color, symbol: 'circle', symbolSize: 8, z: 3, lineStyle: { width: 2 },
          data: line.points.map(point => [point.at, point.value]),
          ...(index === 0 && marks.length > 0
            ? { markLine: { silent: true, symbol: 'none', lineStyle: { color: theme.warn, type: 'dashed', width: 1.5 }, label: { color: theme.text, formatter: (mark: { dataIndex?: number; name?: string }) => mark.name ?? '' }, data: marks.map(mark => ({ xAxis: mark.at, name: mark.label })) } }
            : {}),
        },
      ]
    }),
  }
}
