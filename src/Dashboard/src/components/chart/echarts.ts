// Loaded when the first chart comes into view; only what the charts use: all are drawn by `plots`.
import { CustomChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([CustomChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

export { init }
