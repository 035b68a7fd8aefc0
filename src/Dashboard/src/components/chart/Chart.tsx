import type { EChartsCoreOption } from 'echarts/core'
import { useMemo, useRef } from 'react'
import { useWords } from '../../i18n/language'
import { csv, type Cell } from '../csv'
import { fileName, save } from '../save'
import { componentWords } from '../words'
import { ChartTable } from './ChartTable'
import { dressed } from './option'
import { useChartTheme, type ChartTheme } from './theme'
import { useChart, type Click } from './useChart'

export interface ChartData {
  columns: readonly string[]
  rows: readonly (readonly Cell[])[]
}

interface Props {
  title: string
  /** What one sees in it, in a sentence; read to those who do not see it. */
  summary: string
  /** ECharts' option, and as `told` what each mark says under the pointer; axes get the page's colours. The same function for the same data. */
  option: (theme: ChartTheme) => EChartsCoreOption
  /** The same in numbers: shown on demand, and downloaded as CSV. */
  data: ChartData
  height?: number
  /** Its panel has the title already. */
  untitled?: boolean
  onClick?: Click
}

/** A chart with its text alternative and its downloads. */
export function Chart({ title, summary, option, data, height = 280, untitled = false, onClick }: Props) {
  const t = useWords(componentWords)
  const theme = useChartTheme()
  const canvas = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => dressed(option(theme), theme), [option, theme])
  const chart = useChart(canvas, shown, onClick)

  const downloads = {
    PNG: async () => {
      if (chart !== undefined) save(fileName(title, 'png'), bytes(chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: theme.surface })))
    },
    SVG: async () => {
      const [{ svgOf }] = await Promise.all([import('./svg'), import('./echarts')])
      save(fileName(title, 'svg'), new Blob([svgOf({ ...shown, backgroundColor: theme.surface }, canvas.current?.clientWidth ?? 800, height)], { type: 'image/svg+xml' }))
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
