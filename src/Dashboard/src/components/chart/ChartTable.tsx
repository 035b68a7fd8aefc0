import { useState } from 'react'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { componentWords } from '../words'
import type { ChartData } from './Chart'

const MostRows = 200

/** What a chart shows, as text; made when it is opened. */
export function ChartTable({ caption, data }: { caption: string; data: ChartData }) {
  const t = useWords(componentWords)
  const f = useFormats()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>{t.asTable}</summary>
      {isOpen && (
        <div className="table-box" role="region" aria-label={caption} tabIndex={0}>
          <table>
            <caption className="visually-hidden">{caption}</caption>
            <thead><tr>{data.columns.map(column => <th key={column} scope="col">{column}</th>)}</tr></thead>
            <tbody>
              {data.rows.slice(0, MostRows).map((row, index) => (
                <tr key={index}>{row.map((cell, place) => <td key={place} dir="auto">{typeof cell === 'number' ? f.number(cell) : String(cell ?? '–')}</td>)}</tr>
              ))}
            </tbody>
          </table>
          {data.rows.length > MostRows && <p className="small soft">{t.firstRows(f.count(MostRows), f.count(data.rows.length))}</p>}
        </div>
      )}
    </details>
  )
}
