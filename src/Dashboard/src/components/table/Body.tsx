import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useRef, useState, type KeyboardEvent } from 'react'
import type { Column } from './Column'
import { Head } from './Head'
import { TableRow } from './TableRow'

const RowHeight = 40

/** Up to here every row is drawn, and the page scrolls; beyond, the table scrolls by itself. */
const MostDrawn = 60

interface Props<Row> {
  caption: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string | number
  onOpen?: (row: Row) => void
  sort: string
  onSort: (sort: string) => void
  fixed: boolean
}

export function Body<Row>({ caption, rows, columns, rowKey, onOpen, sort, onSort, fixed }: Props<Row>) {
  const box = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const isVirtual = rows.length > MostDrawn
  const virtual = useVirtualizer({ count: isVirtual ? rows.length : 0, getScrollElement: () => box.current, estimateSize: () => RowHeight, overscan: 12 })
  const items = isVirtual ? virtual.getVirtualItems() : null
  const drawn = items === null ? rows.map((_, index) => index) : items.map(item => item.index)
  const before = items?.[0]?.start ?? 0
  const after = items === null ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0)

  const focusRow = useCallback((index: number) => {
    const target = Math.max(0, Math.min(rows.length - 1, index))
    setCurrent(target)
    if (isVirtual) virtual.scrollToIndex(target)
    // A row that was out of sight is drawn in the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`tr[data-index="${target}"]`)?.focus({ preventScroll: isVirtual })))
  }, [rows.length, isVirtual, virtual])

  const onKeyDown = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest('tr')
    if (row?.dataset.index === undefined || event.target !== row) return
    const index = Number(row.dataset.index)
    const moves: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + 15, PageUp: index - 15, Home: 0, End: rows.length - 1 }
    const next = moves[event.key]
    if (next !== undefined) {
      event.preventDefault()
      focusRow(next)
    } else if (event.key === 'Enter' && onOpen !== undefined) {
      onOpen(rows[index]!)
    }
  }

  const focusable = Math.min(current, rows.length - 1)
  return (
    <div className="table-box" ref={box} data-virtual={isVirtual} data-fixed={isVirtual || fixed} role="region" aria-label={caption} tabIndex={0} onKeyDown={onKeyDown}>
      <table aria-rowcount={rows.length + 1}>
        <caption className="visually-hidden">{caption}</caption>
        <colgroup>{columns.map(column => <col key={column.id} className={column.notNarrow ? 'not-narrow' : undefined} style={{ width: column.width }} />)}</colgroup>
        <Head columns={columns} sort={sort} onSort={onSort} />
        <tbody>
          {before > 0 && <tr className="spacer" aria-hidden="true"><td style={{ height: before }} /></tr>}
          {drawn.map(index => (
            <TableRow key={rowKey(rows[index]!)} row={rows[index]!} index={index} columns={columns} isFocusable={onOpen !== undefined && index === focusable} />
          ))}
          {after > 0 && <tr className="spacer" aria-hidden="true"><td style={{ height: after }} /></tr>}
        </tbody>
      </table>
    </div>
  )
}
