import type { EChartsCoreOption } from 'echarts/core'
import type { ChartTheme } from '../theme'

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
  return {
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'category', position: 'top', data: systems, axisLabel: { width: 84, overflow: 'truncate', interval: 0, hideOverlap: false, rotate: systems.length > 6 ? 40 : 0 }, axisTick: { show: false }, axisLine: { show: false } },
    yAxis: { type: 'category', inverse: true, data: systems, axisLabel: { width: 112, overflow: 'truncate', interval: 0, hideOverlap: false }, axisTick: { show: false }, axisLine: { show: false } },
    tooltip: { trigger: 'item', formatter: (event: { dataIndex: number }) => cells[event.dataIndex]?.told ?? '' },
    series: [{
      type: 'heatmap',
      data: cells.map(cell => ({
        value: [cell.column, cell.row, 0],
        itemStyle: { color: colors[cell.kind], borderColor: theme.surface, borderWidth: 3, borderRadius: 5 },
        label: { show: systems.length <= MostLabelled, formatter: cell.text, color: inks[cell.kind], fontSize: 12, fontWeight: cell.kind === 'same' ? 'normal' : 'bold' },
      })),
      emphasis: { disabled: true },
    }],
  }
}
