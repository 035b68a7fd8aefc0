import { Link } from 'react-router'
import type { Result } from '../../api/answers'
import { SelectField } from '../../components/Field'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { useResults } from './queries'
import { resultsWords } from './words'

/** Two results on the same items and one of their metrics, as the address names them. */
export function usePair() {
  const [a, setA] = useUrlState('a')
  const [b, setB] = useUrlState('b')
  const [metric, setMetric] = useUrlState('metric')
  const all = useResults().data ?? []
  const [first, second] = [all.find(result => result.id === a), all.find(result => result.id === b)]
  const metrics = Object.keys(first?.metrics ?? {}).filter(name => second === undefined || name in second.metrics)
  return { a, b, metric: metric !== '' ? metric : metrics[0] ?? '', metrics, first, second, all, setA, setB, setMetric }
}

export type Pair = ReturnType<typeof usePair>

export const isChosen = ({ a, b, metric }: Pair) => a !== '' && b !== '' && metric !== ''

export function PairFields({ pair: { a, b, metric, metrics, first, second, all, setA, setB, setMetric } }: { pair: Pair }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const fits = (result: Result) => first === undefined || (result.id !== a && result.datasetId === first.datasetId && result.datasetVersion === first.datasetVersion)
  const named = (result: Result) => <option key={result.id} value={result.id}>{result.system} · {result.dataset} · {f.relative(result.completedAt)}</option>
  return (
    <>
      <SelectField label={t.first} value={a} onChange={event => setA(event.target.value)}><option value="">{t.choose}</option>{all.map(named)}</SelectField>
      <SelectField label={t.second} value={b} onChange={event => setB(event.target.value)}><option value="">{t.choose}</option>{all.filter(fits).map(named)}{second !== undefined && !fits(second) && named(second)}</SelectField>
      {metrics.length > 0 && <SelectField label={t.metric} value={metric} onChange={event => setMetric(event.target.value)}>{metrics.map(name => <option key={name}>{name}</option>)}</SelectField>}
    </>
  )
}

export function SwapButton() {
  const t = useWords(resultsWords)
  const params = new URLSearchParams(location.search)
  const [a, b] = [params.get('a') ?? '', params.get('b') ?? '']
  params.set('a', b)
  params.set('b', a)
  return <Link className="button" to={`?${params.toString()}`} replace>{t.swap}</Link>
}
