import { memo } from 'react'
import type { Column } from './Column'

interface Props<Row> {
  row: Row
  index: number
  columns: readonly Column<Row>[]
  isFocusable: boolean
}

function Plain<Row>({ row, index, columns, isFocusable }: Props<Row>) {
  return (
    <tr data-index={index} aria-rowindex={index + 2} tabIndex={isFocusable ? 0 : -1}>
      {columns.map(column => (
        <td key={column.id} className={classes(column)}>{column.cell === undefined ? String(column.value(row) ?? '–') : column.cell(row)}</td>
      ))}
    </tr>
  )
}

export function classes<Row>(column: Column<Row>): string | undefined {
  return [column.end && 'end', column.clip && 'clip', column.notNarrow && 'not-narrow'].filter(Boolean).join(' ') || undefined
}

/** Drawn again only when its own row has changed, so that a table of live rows stays calm. */
export const TableRow = memo(Plain) as typeof Plain
