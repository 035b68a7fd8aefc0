// Loaded when the first chart comes into view; only what most charts use.
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([BarChart, CustomChart, LineChart, ScatterChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, CanvasRenderer])

const isRare = (option: EChartsCoreOption) =>
  'visualMap' in option || 'dataZoom' in option
  || [option.series].flat().some(series => series !== null && typeof series === 'object'
    && ('markArea' in series || 'markPoint' in series || ('type' in series && (series.type === 'heatmap' || series.type === 'boxplot'))))

/** Loads what a chart of this option needs beyond the usual. */
export const prepare = async (option: EChartsCoreOption) => void (isRare(option) && (await import('./rare')))

export { init }
