import { useDeferredValue, useEffect, useMemo, type ReactNode } from 'react'
import { useFormats } from '../../format/useFormats'
import { useLanguage, useWords } from '../../i18n/language'
import { csv } from '../csv'
import { Icon } from '../Icon'
import { fileName, save } from '../save'
import { useUrlState } from '../urlState'
import { componentWords } from '../words'
import { Body } from './Body'
import type { Column } from './Column'
import { filtered, Haystacks, sorted } from './rows'

interface Props<Row> {
  /** Says what the table is, to those who do not see it, and names the file. */
  caption: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string | number
  /** Where Enter on a row leads; the row's own link is for the mouse. */
  onOpen?: (row: Row) => void
  /** Column id, with '-' before it for descending. Default: the order of the rows. */
  initialSort?: string
  /** Tells apart the tables of a page in its address. */
  id?: string
  /** Filters of the page, beside the table's own. */
  tools?: ReactNode
  /** Columns keep their widths in a short table, too: long texts are cut instead of pushing others out. */
  fixed?: boolean
  /** A short table has no filter. */
  plain?: boolean
}

/** From here on a filter would be felt if it began from nothing. */
const ManyRows = 2_000

/** Sorts, filters and scrolls 100,000 rows; sort and filter stand in the address. */
export function Table<Row>({ caption, rows, columns, rowKey, onOpen, initialSort = '', id = '', tools, fixed = false, plain = false }: Props<Row>) {
  const t = useWords(componentWords)
  const f = useFormats()
  const { language } = useLanguage()
  const [sort, setSort] = useUrlState(`${id}sort`, initialSort)
  const [filter, setFilter] = useUrlState(`${id}q`)
  const typed = useDeferredValue(filter)

  const haystacks = useMemo(() => new Haystacks(columns), [columns])
  useEffect(() => (rows.length > ManyRows && 'requestIdleCallback' in window ? haystacks.warm(rows) : undefined), [haystacks, rows])
  const ordered = useMemo(() => {
    const column = columns.find(candidate => candidate.id === sort.replace(/^-/, ''))
    return column === undefined ? rows : sorted(rows, column.value, sort.startsWith('-'), language)
  }, [rows, columns, sort, language])
  const shown = useMemo(() => filtered(ordered, typed, haystacks), [ordered, typed, haystacks])

  const download = () => save(fileName(caption, 'csv'), csv(columns.map(column => column.header), shown.map(row => columns.map(column => column.value(row)))))

  return (
    <div className="stack">
      {!plain && (
        <div className="table-tools">
          <input type="search" className="input" aria-label={`${t.filter}: ${caption}`} placeholder={t.filter} value={filter} onChange={event => setFilter(event.target.value)} />
          {tools}
          <span className="count" role="status">{shown.length === rows.length ? t.rows(f.count(rows.length)) : t.shown(f.count(shown.length), f.count(rows.length))}</span>
          <button type="button" className="button quiet icon small" aria-label={t.downloadAs(caption, 'CSV')} title={t.downloadAs(caption, 'CSV')} onClick={download}><Icon name="download" /></button>
        </div>
      )}
      {shown.length === 0 && rows.length > 0
        ? <div className="empty"><p>{t.nothingMatches}</p><button type="button" className="button" onClick={() => setFilter('')}>{t.clearFilter}</button></div>
        : <Body caption={caption} rows={shown} columns={columns} rowKey={rowKey} onOpen={onOpen} sort={sort} onSort={setSort} fixed={fixed} />}
    </div>
  )
}
