// Loaded when the first chart comes into view; only what the charts use: all are drawn by `plots`.
import { CustomChart } from 'echarts/charts'
import { GridSimpleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([CustomChart, GridSimpleComponent, CanvasRenderer])

export { init }
