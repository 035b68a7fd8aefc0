// What few charts use, loaded by those that do.
import { BoxplotChart, HeatmapChart } from 'echarts/charts'
import { DataZoomInsideComponent, MarkAreaComponent, MarkPointComponent, VisualMapComponent } from 'echarts/components'
import { use } from 'echarts/core'

use([BoxplotChart, HeatmapChart, DataZoomInsideComponent, MarkAreaComponent, MarkPointComponent, VisualMapComponent])
