import type { CustomSeriesRenderItem } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import type { ChartTheme } from '../theme'
import type { Pointed } from '../tip'

export interface MatrixCell {
  row: number
  column: number
  text: string
  told: string
  kind: 'better' | 'worse' | 'same'
}

const MostLabelled = 14

export const matrixHeight = (systems: number) => Math.max(140, systems * 36 + 56)

/** Every pair twice, as the row's system against the column's: colour says who is better where the difference is significant. */
export function matrix(systems: readonly string[], cells: readonly MatrixCell[], theme: ChartTheme): EChartsCoreOption {
  const colors = { better: theme.goodSoft, worse: theme.badSoft, same: theme.idleSoft }
  const inks = { better: theme.good, worse: theme.bad, same: theme.soft }
  const renderItem: CustomSeriesRenderItem = (params, api) => {
    const cell = cells[params.dataIndex]!
    const [x = 0, y = 0] = api.coord([cell.column, cell.row])
    const [width = 0, height = 0] = api.size!([1, 1]) as number[]
    return {
      type: 'group',
      children: [
        { type: 'rect', shape: { x: x - width / 2 + 1.5, y: y - height / 2 + 1.5, width: width - 3, height: height - 3, r: 5 }, style: { fill: colors[cell.kind] } },
        ...(systems.length > MostLabelled ? [] : [{ type: 'text' as const, style: { text: cell.text, x, y, align: 'center' as const, verticalAlign: 'middle' as const, fill: inks[cell.kind], font: `${cell.kind === 'same' ? 'normal' : 'bold'} 12px ${theme.font}` } }]),
      ],
    }
  }
  return {
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'category', position: 'top', data: systems, axisLabel: { width: 84, overflow: 'truncate', interval: 0, hideOverlap: false, rotate: systems.length > 6 ? 40 : 0 }, axisTick: { show: false }, axisLine: { show: false } },
    yAxis: { type: 'category', inverse: true, data: systems, axisLabel: { width: 112, overflow: 'truncate', interval: 0, hideOverlap: false }, axisTick: { show: false }, axisLine: { show: false } },
    told: (mark: Pointed) => cells[mark.dataIndex]?.told ?? '',
    series: [{ type: 'custom', renderItem, encode: { x: 0, y: 1 }, data: cells.map(cell => [cell.column, cell.row]) }],
  }
}
