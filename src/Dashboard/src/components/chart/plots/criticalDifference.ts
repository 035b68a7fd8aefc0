import type { CustomSeriesRenderItem } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import type { ChartTheme } from '../theme'

export interface Rank {
  system: string
  meanRank: number
}

const Row = 22
const GroupGap = 12
const Axis = 44
const RankWidth = 34

/** How many groups of more than one system there are: only these have a bar. */
const barred = (groups: readonly (readonly string[])[]) => groups.filter(group => group.length > 1)

export const criticalDifferenceHeight = (systems: number, groups: readonly (readonly string[])[]) =>
  Axis + 20 + barred(groups).length * GroupGap + Math.ceil(systems / 2) * Row + 8

/**
 * Demšar's diagram: mean ranks on a line, the best at the left, a bar under systems that are not told apart, and above the line
 * how far mean ranks must lie apart.
 */
export function criticalDifference(
  ranks: readonly Rank[], groups: readonly (readonly string[])[], difference: number | null, theme: ChartTheme, label: (value: number) => string,
): EChartsCoreOption {
  const ordered = [...ranks].sort((a, b) => a.meanRank - b.meanRank)
  const bars = barred(groups)
  const renderItem: CustomSeriesRenderItem = (params, api) => {
    const area = params.coordSys as unknown as { x: number; y: number; width: number; height: number }
    const x = (rank: number) => api.coord([rank, 0])[0]!
    const top = area.y
    const line = (x1: number, y1: number, x2: number, y2: number, width = 1.5, stroke = theme.soft) =>
      ({ type: 'line' as const, shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth: width } })
    const text = (value: string, at: number, y: number, align: 'left' | 'right' | 'center', width?: number, fill = theme.text) =>
      ({ type: 'text' as const, style: { text: value, x: at, y, align, verticalAlign: 'middle' as const, fill, fontFamily: theme.font, fontSize: 12, ...(width === undefined ? {} : { width, overflow: 'truncate' as const }) } })

    const half = Math.ceil(ordered.length / 2)
    const under = top + 14 + bars.length * GroupGap
    const systems = ordered.flatMap((rank, place) => {
      const isLeft = place < half
      const y = under + (isLeft ? place : ordered.length - 1 - place) * Row + Row / 2
      const edge = isLeft ? area.x - 6 : area.x + area.width + 6
      return [
        line(x(rank.meanRank), top, x(rank.meanRank), y),
        line(x(rank.meanRank), y, edge, y),
        text(label(rank.meanRank), isLeft ? edge - 4 : edge + 4, y, isLeft ? 'right' : 'left', undefined, theme.soft),
        text(rank.system, isLeft ? edge - 4 - RankWidth : edge + 4 + RankWidth, y, isLeft ? 'right' : 'left', area.x - 14 - RankWidth),
      ]
    })
    const connected = bars.map((group, place) => {
      const of = ordered.filter(rank => group.includes(rank.system)).map(rank => rank.meanRank)
      const y = top + 12 + place * GroupGap
      return line(x(Math.min(...of)) - 4, y, x(Math.max(...of)) + 4, y, 4.5, theme.series[0])
    })
    const scale = difference === null ? [] : [
      line(x(1), top - 32, x(1 + difference), top - 32, 2, theme.text),
      line(x(1), top - 36, x(1), top - 28, 2, theme.text),
      line(x(1 + difference), top - 36, x(1 + difference), top - 28, 2, theme.text),
      text(`CD = ${label(difference)}`, x(1), top - 44, 'left'),
    ]
    return { type: 'group', children: [...systems, ...connected, ...scale] }
  }
  return {
    grid: { left: '27%', right: '27%', top: Axis + 14, bottom: 4 },
    xAxis: {
      type: 'value', position: 'top', min: 1, max: Math.max(2, ranks.length), interval: ranks.length > 12 ? 2 : 1, splitLine: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: theme.text } }, axisTick: { show: true },
    },
    yAxis: { type: 'value', show: false, min: 0, max: 1 },
    series: [{ type: 'custom', renderItem, data: [[1, 0]], clip: false, silent: true }],
  }
}
