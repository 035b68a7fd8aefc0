export type Cell = string | number | boolean | null | undefined

/** A text that a spreadsheet would run as a formula begins with a quote instead; numbers stay numbers. */
function field(value: Cell): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const text = String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180, with a byte order mark, since spreadsheets else read UTF-8 as something else. */
export const csv = (columns: readonly string[], rows: Iterable<readonly Cell[]>): Blob =>
  new Blob(['\uFEFF', [columns, ...rows].map(row => row.map(field).join(',')).join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' })
