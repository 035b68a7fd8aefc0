import type { ReactNode } from 'react'

export type Value = string | number | boolean | null | undefined

export interface Column<Row> {
  id: string
  header: string
  /** By which rows are sorted and filtered, and what stands in the file. */
  value: (row: Row) => Value
  /** What is shown; the value's text where it is left out. Untrusted text goes into <Untrusted>. */
  cell?: (row: Row) => ReactNode
  /** Numbers end at the same edge. */
  end?: boolean
  /** A long text is cut with an ellipsis. */
  clip?: boolean
  /** Width in a table of many rows, such as '120px'. */
  width?: string
  /** Left out on a narrow screen. */
  notNarrow?: boolean
}
