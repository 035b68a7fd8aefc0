// Draws a chart as a file; loaded by the first download.
import { init, use, type EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([SVGRenderer])

export function svgOf(option: EChartsCoreOption, width: number, height: number): string {
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height })
  drawn.setOption({ ...option, animation: false })
  const text = drawn.renderToSVGString()
  drawn.dispose()
  return text
}
