import type { CustomSeriesRenderItem, CustomSeriesRenderItemAPI } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import type { ChartTheme } from '../theme'
import type { Pointed } from '../tip'

export interface Bar {
  label: string
  value: number
  told: string
}

interface Shape {
  /** Of a distribution: the bars nearly touch. */
  isDense?: boolean
  /** There are no halves of what is counted. */
  isCount?: boolean
  /** What the labels are. */
  name?: string
}

const Widest = 64
const Thickest = 22

/** The corners of a bar, from its ground to its value. */
function corners(api: CustomSeriesRenderItemAPI, x: (along: number, value: number) => number[]) {
  const [along, value] = [Number(api.value(0)), Number(api.value(1))]
  const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [api.coord(x(along, 0)), api.coord(x(along, value))] as [number[], number[]]
  return { x1, y1, x2, y2 }
}

const told = (all: readonly Bar[]) => (mark: Pointed) => all[mark.dataIndex]?.told ?? ''

/** A bar per entry, side by side: counts of a distribution, dollars of a day. */
export function bars(all: readonly Bar[], theme: ChartTheme, label: (value: number) => string, { isDense = false, isCount = false, name }: Shape = {}): EChartsCoreOption {
  const renderItem: CustomSeriesRenderItem = (_, api) => {
    const { x1, y1, y2 } = corners(api, (along, value) => [along, value])
    const [step = 0] = api.size!([1, 0]) as number[]
    const width = Math.min(Widest, step * (isDense ? 0.96 : 0.7))
    return { type: 'rect', shape: { x: x1 - width / 2, y: Math.min(y1, y2), width, height: Math.abs(y1 - y2), r: [3, 3, 0, 0] }, style: { fill: theme.series[0] } }
  }
  return {
    grid: { left: 8, right: 16, top: 12, bottom: name === undefined ? 8 : 28, containLabel: true },
    xAxis: { type: 'category', data: all.map(bar => bar.label), axisTick: { show: false }, name, nameLocation: 'middle', nameGap: 26 },
    yAxis: { type: 'value', minInterval: isCount ? 1 : undefined, axisLabel: { formatter: label } },
    told: told(all),
    series: [{ type: 'custom', renderItem, data: all.map((bar, index) => [index, bar.value]), encode: { x: 0, y: 1 } }],
  }
}

/** A bar per entry, one under the other, for names that are long. */
export function rows(all: readonly Bar[], theme: ChartTheme, label: (value: number) => string): EChartsCoreOption {
  const renderItem: CustomSeriesRenderItem = (_, api) => {
    const { x1, y1, x2 } = corners(api, (along, value) => [value, along])
    const [, step = 0] = api.size!([0, 1]) as number[]
    const height = Math.min(Thickest, step * 0.7)
    return { type: 'rect', shape: { x: Math.min(x1, x2), y: y1 - height / 2, width: Math.abs(x2 - x1), height, r: [0, 3, 3, 0] }, style: { fill: theme.series[0] } }
  }
  return {
    grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', axisLabel: { formatter: label } },
    yAxis: { type: 'category', inverse: true, data: all.map(bar => bar.label), axisTick: { show: false }, axisLabel: { width: 128, overflow: 'truncate' } },
    told: told(all),
    series: [{ type: 'custom', renderItem, data: all.map((bar, index) => [index, bar.value]), encode: { x: 1, y: 0 } }],
  }
}
