import { Icon } from '../Icon'
import type { Column } from './Column'
import { classes } from './TableRow'

export function Head<Row>({ columns, sort, onSort }: { columns: readonly Column<Row>[]; sort: string; onSort: (sort: string) => void }) {
  const [by, isDescending] = [sort.replace(/^-/, ''), sort.startsWith('-')]
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(column => (
          <th key={column.id} scope="col" className={classes(column)} aria-sort={by === column.id ? (isDescending ? 'descending' : 'ascending') : undefined}>
            <button type="button" onClick={() => onSort(by === column.id && !isDescending ? `-${column.id}` : column.id)}>
              {column.header}
              <Icon name="up" size={12} />
            </button>
          </th>
        ))}
      </tr>
    </thead>
  )
}
