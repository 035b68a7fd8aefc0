import { useMemo, useState, type ReactNode } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { ItemColumns, Result } from '../../api/answers'
import { Loaded } from '../../components/Loaded'
import type { Column } from '../../components/table/Column'
import { Table } from '../../components/table/Table'
import { Untrusted } from '../../components/Untrusted'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { chosenItems, itemRows, type ItemRow } from './itemRows'
import { useColumns, useTexts } from './queries'
import { ResultFrame } from './ResultFrame'
import { Headline } from './Headline'
import { resultsWords } from './words'

export function Component() {
  const { id = '' } = useParams()
  const columns = useColumns(id)
  return (
    <ResultFrame id={id}>
      {result => (
        <>
          <Headline result={result} />
          <Loaded query={columns}>{loaded => <Items result={result} columns={loaded} />}</Loaded>
        </>
      )}
    </ResultFrame>
  )
}

function Items({ result, columns }: { result: Result; columns: ItemColumns }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const navigate = useNavigate()
  const metrics = Object.keys(columns.metrics)
  const [metric, setMetric] = useUrlState('metric', metrics[0] ?? '')
  const [only, setOnly] = useUrlState('only')
  const [min, setMin] = useUrlState('min')
  const [max, setMax] = useUrlState('max')
  const texts = useTexts(result.id, true).data
  const all = useMemo(() => itemRows(columns), [columns])
  const rows = useMemo(() => chosenItems(all, columns, { metric, only, min, max }), [all, columns, metric, only, min, max])
  const errors = useMemo(() => new Set(columns.errors), [columns])
  const hasLatency = useMemo(() => columns.latencies.some(latency => latency !== null && latency > 0), [columns])

  const shown = useMemo<Column<ItemRow>[]>(() => [
    { id: 'item', header: t.item, width: '96px', value: ({ index }) => columns.itemIds[index], cell: ({ index }) => columns.itemIds[index] === null ? <span className="soft">{t.notAsked}</span> : <Link to={`/results/${result.id}/items/${index}?metric=${encodeURIComponent(metric)}`}><Untrusted text={columns.itemIds[index]!} clip /></Link> },
    { id: 'question', header: t.question, width: '28%', clip: true, notNarrow: true, value: ({ index }) => texts?.inputs[index], cell: ({ index }) => <Untrusted text={texts?.inputs[index] ?? ''} clip /> },
    { id: 'answer', header: t.answer, clip: true, value: ({ index }) => texts?.answers[index], cell: ({ index }) => errors.has(index) ? <span className="bad"><Untrusted text={texts?.answers[index] ?? t.error} clip /></span> : <Untrusted text={texts?.answers[index] ?? ''} clip /> },
    ...[metric, ...metrics.filter(name => name !== metric)].slice(0, 4).map((name, place): Column<ItemRow> => ({
      id: name, header: name, end: true, width: '112px', notNarrow: place > 0, value: ({ index }) => columns.metrics[name]?.[index], cell: ({ index }) => <Score value={columns.metrics[name]?.[index]} text={f.score(columns.metrics[name]?.[index])} />,
    })),
    ...(hasLatency ? [{ id: 'latency', header: t.latency, end: true, width: '96px', notNarrow: true, value: ({ index }: ItemRow) => columns.latencies[index], cell: ({ index }: ItemRow) => f.milliseconds(columns.latencies[index]) }] : []),
  ], [t, f, columns, texts, metric, result.id, errors, hasLatency])

  return (
    <Table
      fixed caption={t.itemsOf(`${result.system} · ${result.dataset}`)} rows={rows} columns={shown} rowKey={row => row.index}
      onOpen={({ index }) => void navigate(`/results/${result.id}/items/${index}`)}
      tools={(
        <>
          {metrics.length > 1 && <Choice label={t.metric} value={metric} onChange={setMetric}>{metrics.map(name => <option key={name}>{name}</option>)}</Choice>}
          <Choice label={t.show} value={only} onChange={setOnly}>
            <option value="">{t.all}</option>
            <option value="lowest">{t.onlyWrong}</option>
            <option value="highest">{t.onlyRight}</option>
            {columns.errors.length > 0 && <option value="errors">{t.onlyErrors} ({f.count(columns.errors.length)})</option>}
            <option value="undefined">{t.onlyUndefined}</option>
            {Object.entries(columns.labels).map(([label, indexes]) => <option key={label} value={`label:${label}`}>{t.label(label)} ({f.count(indexes.length)})</option>)}
          </Choice>
          <Limit label={`${metric}: ${t.atLeast}`} placeholder={t.atLeast} value={min} onChange={setMin} />
          <Limit label={`${metric}: ${t.atMost}`} placeholder={t.atMost} value={max} onChange={setMax} />
        </>
      )}
    />
  )
}

function Score({ value, text }: { value: number | null | undefined; text: string }) {
  return <span data-score={value === 0 ? 'zero' : undefined}>{text}</span>
}

function Choice({ label, value, onChange, children }: { label: string; value: string; onChange: (value: string) => void; children: ReactNode }) {
  return <select className="input auto" aria-label={label} value={value} onChange={event => onChange(event.target.value)}>{children}</select>
}

/** Keeps what is being typed: "0." is no number yet. */
function Limit({ label, placeholder, value, onChange }: { label: string; placeholder: string; value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value)
  return <input className="input auto limit" type="text" inputMode="decimal" size={7} aria-label={label} placeholder={placeholder} value={typed} onChange={event => { setTyped(event.target.value); onChange(event.target.value.replace(',', '.')) }} />
}
