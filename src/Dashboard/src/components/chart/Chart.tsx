import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/language'
import { csv, type Cell } from '../csv'
import { fileName, save } from '../save'
import { componentWords } from '../words'
import { ChartTable } from './ChartTable'
import { dressed } from './option'
import { useChartTheme, type ChartTheme } from './theme'

export interface ChartData {
  columns: readonly string[]
  rows: readonly (readonly Cell[])[]
}

interface Props {
  title: string
  /** What one sees in it, in a sentence; read to those who do not see it. */
  summary: string
  /** ECharts' option; axes, legend and tooltip get the page's colours. */
  option: (theme: ChartTheme) => EChartsCoreOption
  /** The same in numbers: shown on demand, and downloaded as CSV. */
  data: ChartData
  height?: number
  /** Its panel has the title already. */
  untitled?: boolean
  onClick?: (event: { seriesIndex?: number; dataIndex?: number; name?: string; value?: unknown }) => void
}

const loading = () => import('./echarts')

/** A chart with its text alternative and its downloads. New data moves it; nothing is drawn from scratch. */
export function Chart({ title, summary, option, data, height = 280, untitled = false, onClick }: Props) {
  const t = useWords(componentWords)
  const theme = useChartTheme()
  const canvas = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<EChartsType>()
  const clicked = useRef(onClick)
  clicked.current = onClick

  useEffect(() => {
    let isGone = false
    let made: EChartsType | undefined
    const resize = new ResizeObserver(() => made?.resize())
    void loading().then(({ init }) => {
      if (isGone || canvas.current === null) return
      made = init(canvas.current, null, { renderer: 'canvas' })
      made.on('click', event => clicked.current?.(event as Parameters<NonNullable<Props['onClick']>>[0]))
      resize.observe(canvas.current)
      setChart(made)
    })
    return () => {
      isGone = true
      resize.disconnect()
      made?.dispose()
    }
  }, [])

  useEffect(() => {
    chart?.setOption(dressed(option(theme), theme), { replaceMerge: ['series', 'xAxis', 'yAxis'] })
  }, [chart, option, theme])

  const downloads = {
    PNG: async () => {
      if (chart === undefined) return
      const image = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: theme.surface })
      save(fileName(title, 'png'), bytes(image))
    },
    SVG: async () => {
      const { init } = await loading()
      const drawn = init(null, null, { renderer: 'svg', ssr: true, width: canvas.current?.clientWidth ?? 800, height })
      drawn.setOption({ ...dressed(option(theme), theme), animation: false, backgroundColor: theme.surface })
      save(fileName(title, 'svg'), new Blob([drawn.renderToSVGString()], { type: 'image/svg+xml' }))
      drawn.dispose()
    },
    CSV: async () => save(fileName(title, 'csv'), csv(data.columns, data.rows)),
  }

  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <h3 className={untitled ? 'visually-hidden' : undefined}>{title}</h3>
        <span className="row">
          {Object.entries(downloads).map(([form, download]) => (
            <button key={form} type="button" className="button quiet small" aria-label={t.downloadAs(title, form)} title={t.downloadAs(title, form)} onClick={() => void download()}>{form}</button>
          ))}
        </span>
      </figcaption>
      <div ref={canvas} className="chart-canvas" role="img" aria-label={t.chartOf(title, summary)} style={{ height }} />
      <ChartTable caption={title} data={data} />
    </figure>
  )
}

/** Of a data URL, without fetching it, which the pages' policy would refuse. */
function bytes(url: string): Blob {
  const [head = '', body = ''] = url.split(',')
  return new Blob([Uint8Array.from(atob(body), letter => letter.charCodeAt(0))], { type: /:(.*?);/.exec(head)?.[1] ?? 'image/png' })
}
