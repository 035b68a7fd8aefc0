import type { EChartsType } from 'echarts/core'

export interface Pointed {
  seriesIndex: number
  dataIndex: number
}

/** What the mark under the pointer says, or nothing. */
export type Told = (mark: Pointed) => string

/** Shows beside the pointer what a mark says, as text: names from outside can be no markup. */
export function tip(chart: EChartsType, place: HTMLElement, told: () => Told | undefined) {
  const box = document.createElement('div')
  box.className = 'chart-tip'
  box.hidden = true
  place.append(box)
  const hide = () => void (box.hidden = true)
  chart.on('mouseover', event => {
    const { seriesIndex, dataIndex, event: at } = event as unknown as Pointed & { event: { offsetX: number; offsetY: number } }
    box.textContent = told()?.({ seriesIndex, dataIndex }) ?? ''
    box.hidden = box.textContent === ''
    // On the side where there is room.
    const [isRight, isLow] = [at.offsetX > place.clientWidth / 2, at.offsetY > place.clientHeight / 2]
    box.style.inset = `${isLow ? 'auto' : `${at.offsetY + 12}px`} ${isRight ? `${place.clientWidth - at.offsetX + 12}px` : 'auto'} ${isLow ? `${place.clientHeight - at.offsetY + 12}px` : 'auto'} ${isRight ? 'auto' : `${at.offsetX + 12}px`}`
  })
  chart.on('mouseout', hide)
  chart.on('globalout', hide)
}
