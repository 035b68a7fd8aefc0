import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { tip, type Told } from './tip'

export type Click = (event: { seriesIndex?: number; dataIndex?: number; name?: string; value?: unknown }) => void

/** Draws into an element once it comes near the screen. New data moves the chart; nothing is drawn from scratch. */
export function useChart(place: RefObject<HTMLElement | null>, option: EChartsCoreOption, onClick?: Click): EChartsType | undefined {
  const [chart, setChart] = useState<EChartsType>()
  const clicked = useRef(onClick)
  clicked.current = onClick
  const said = useRef<Told>(undefined)
  said.current = option.told as Told | undefined

  useEffect(() => {
    const element = place.current
    if (element === null) return
    let isGone = false
    let made: EChartsType | undefined
    const resize = new ResizeObserver(() => made?.resize())
    const near = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return
      near.disconnect()
      void import('./echarts').then(({ init }) => {
        if (isGone) return
        made = init(element, null, { renderer: 'canvas' })
        tip(made, element, () => said.current)
        made.on('click', event => clicked.current?.(event as Parameters<Click>[0]))
        resize.observe(element)
        setChart(made)
      })
    }, { rootMargin: '200px' })
    near.observe(element)
    return () => {
      isGone = true
      near.disconnect()
      resize.disconnect()
      made?.dispose()
    }
  }, [place])

  useEffect(() => {
    if (chart !== undefined && !chart.isDisposed()) chart.setOption(option, { replaceMerge: ['series', 'xAxis', 'yAxis'] })
  }, [chart, option])

  return chart
}
