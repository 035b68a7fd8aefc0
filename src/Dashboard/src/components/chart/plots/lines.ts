import type { CustomSeriesRenderItem } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import type { ChartTheme } from '../theme'
import type { Pointed } from '../tip'

export interface LinePoint {
  at: number
  value: number | null
  low: number | null
  high: number | null
  /** Drawn as one that stands out. */
  isBad?: boolean
}

export interface Line {
  name: string
  points: readonly LinePoint[]
}

export interface Mark {
  at: number
  label: string
}

interface Told {
  value: (value: number) => string
  point: (line: number, point: number) => string
}

interface Ground {
  xAxis: Record<string, unknown>
  /** Values that are drawn across, such as zero. */
  across?: readonly number[]
  /** No smaller steps between the ticks. */
  minInterval?: number
}

const MostDotted = 60

/** Values along time (or another axis) with a band for their intervals, and marked places. */
export function lines(all: readonly Line[], marks: readonly Mark[], theme: ChartTheme, told: Told, { xAxis, across = [], minInterval }: Ground = { xAxis: { type: 'time' } }): EChartsCoreOption {
  const series = all.flatMap((line, index): object[] => {
    const color = theme.series[index % theme.series.length]!
    const common = { type: 'custom', name: line.name, color, clip: true }
    return [
      { ...common, renderItem: band(line, color), silent: true, data: line.points.map(point => [point.at, point.low ?? Number.NaN, point.high ?? Number.NaN]), encode: { x: 0, y: [1, 2] }, z: 1 },
      { ...common, renderItem: curve(line, color, theme.bad), data: line.points.map(point => [point.at, point.value ?? Number.NaN]), encode: { x: 0, y: 1 }, z: 3 },
    ]
  })
  const named = { type: 'custom', name: '', renderItem: names(all, theme), clip: false, silent: true, data: all.map((_, index) => [Number.NaN, Number.NaN, index]), encode: { x: 0, y: 1 }, z: 2 }
  const marked = { type: 'custom', name: '', renderItem: mark(marks, theme), clip: false, silent: true, color: theme.warn, data: marks.map(one => [one.at, Number.NaN, Number.NaN]), encode: { x: 0, y: [1, 2] }, z: 2 }
  const crossed = { type: 'custom', name: '', renderItem: level(theme), silent: true, color: theme.line, data: across.map(value => [Number.NaN, value]), encode: { y: 1 }, z: 2 }
  return {
    grid: { left: 8, right: 20, top: all.length > 1 ? 44 : 28, bottom: xAxis.name === undefined ? 8 : 28, containLabel: true },
    xAxis,
    yAxis: { type: 'value', scale: true, minInterval, axisLabel: { formatter: told.value } },
    told: (mark: Pointed) => told.point(Math.floor(mark.seriesIndex / 2), mark.dataIndex),
    series: [...series, ...(all.length > 1 ? [named] : []), ...(marks.length > 0 ? [marked] : []), ...(across.length > 0 ? [crossed] : [])],
  }
}

const band = (line: Line, color: string): CustomSeriesRenderItem => (params, api) => {
  if (params.dataIndex !== 0) return { type: 'group', children: [] }
  const known = line.points.filter(point => point.low !== null && point.high !== null)
  const at = (point: LinePoint, value: number) => api.coord([point.at, value])
  const points = [...known.map(point => at(point, point.high!)), ...[...known].reverse().map(point => at(point, point.low!))]
  // Of a single point it is a line.
  return { type: 'polygon', shape: { points }, style: { fill: color, stroke: color, lineWidth: known.length === 1 ? 2 : 0, opacity: known.length === 1 ? 0.5 : 0.16 }, silent: true }
}

/** Pieces between which a value is missing. */
function runs(points: readonly LinePoint[]): LinePoint[][] {
  const all: LinePoint[][] = [[]]
  for (const point of points) {
    if (point.value === null) all.push([])
    else all.at(-1)!.push(point)
  }
  return all.filter(run => run.length > 1)
}

/** The first point's drawing has the whole line. */
const curve = (line: Line, color: string, bad: string): CustomSeriesRenderItem => (params, api) => {
  const point = line.points[params.dataIndex]!
  const at = ({ at, value }: LinePoint) => api.coord([at, value!])
  const joined = params.dataIndex > 0 ? [] : runs(line.points).map(run => ({
    type: 'polyline' as const, silent: true, shape: { points: run.map(at) }, style: { stroke: color, lineWidth: 2, fill: 'none' },
  }))
  if (point.value === null) return { type: 'group', children: joined }
  const [cx = 0, cy = 0] = at(point)
  const dot = { type: 'circle' as const, shape: { cx, cy, r: line.points.length > MostDotted ? 2 : 4 }, style: { fill: color } }
  const warning = { type: 'polygon' as const, shape: { points: [[cx, cy - 5], [cx + 5, cy + 4], [cx - 5, cy + 4]] }, style: { fill: bad } }
  return { type: 'group', children: [...joined, point.isBad ? warning : dot] }
}

/** Above the lines, each in its share of the width. */
const names = (all: readonly Line[], theme: ChartTheme): CustomSeriesRenderItem => (params, api) => {
  const area = params.coordSys as unknown as { x: number; y: number; width: number }
  const index = Number(api.value(2))
  const share = area.width / all.length
  const [x, y] = [area.x + index * share, area.y - 28]
  return {
    type: 'group',
    children: [
      { type: 'rect', shape: { x, y: y - 4, width: 12, height: 8, r: 2 }, style: { fill: theme.series[index % theme.series.length] } },
      { type: 'text', style: { text: all[index]?.name ?? '', x: x + 18, y, width: share - 30, overflow: 'truncate', verticalAlign: 'middle', fill: theme.text, fontFamily: theme.font, fontSize: 12 } },
    ],
  }
}

const mark = (marks: readonly Mark[], theme: ChartTheme): CustomSeriesRenderItem => (params, api) => {
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

const level = (theme: ChartTheme): CustomSeriesRenderItem => (params, api) => {
  const area = params.coordSys as unknown as { x: number; width: number }
  const [, y = 0] = api.coord([0, api.value(1)])
  return { type: 'line', shape: { x1: area.x, y1: y, x2: area.x + area.width, y2: y }, style: { stroke: theme.soft, lineWidth: 1, lineDash: [2, 3] } }
}
