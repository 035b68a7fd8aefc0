import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { AbTest } from '../../api/answers'
import { getJson } from '../../api/client'
import { EmptyState } from '../../components/EmptyState'
import { SelectField, TextField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Notes } from '../../components/Notes'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { Untrusted } from '../../components/Untrusted'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { comparisonsWords } from '../comparisons/words'
import { isChosen, PairFields, SwapButton, usePair } from '../results/PairFields'
import { search } from '../results/queries'
import { resultsWords } from '../results/words'
import { PathChart } from './PathChart'
import { abWords } from './words'

const Alphas = ['0.1', '0.05', '0.01', '0.001']

export function Component() {
  const t = useWords(abWords)
  const r = useWords(resultsWords)
  const c = useWords(comparisonsWords)
  const f = useFormats()
  const pair = usePair()
  const [alpha, setAlpha] = useUrlState('alpha', '0.05')
  const [margin, setMargin] = useUrlState('margin')
  const { a, b, metric } = pair
  const test = useQuery({
    queryKey: ['ab', a, b, metric, alpha, margin],
    queryFn: ({ signal }) => getJson<AbTest>(`/api/v1/analytics/ab?${search({ a, b, metric, alpha, margin })}`, signal),
    enabled: isChosen(pair),
    staleTime: Infinity,
    placeholderData: before => before,
  })
  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ label: c.title, to: '/comparisons' }]}>
      <div className="filters">
        <PairFields pair={pair} />
        <SelectField label={t.alpha} value={alpha} onChange={event => setAlpha(event.target.value)}>{[...new Set([...Alphas, alpha])].map(value => <option key={value} value={value}>{f.number(Number(value))}</option>)}</SelectField>
        <TextField label={t.margin} inputMode="decimal" defaultValue={margin} placeholder="0" onBlur={event => setMargin(event.target.value.trim())} onKeyDown={event => event.key === 'Enter' && event.currentTarget.blur()} />
        {isChosen(pair) && <SwapButton />}
        {isChosen(pair) && <Link className="button" to={`/results/side-by-side?${search({ a, b, metric })}`}>{t.sideBySide}</Link>}
      </div>
      {isChosen(pair)
        ? <Loaded query={test}>{loaded => <Test test={loaded} margin={Number(margin) || 0} />}</Loaded>
        : <EmptyState title={r.sideNone} action={<Link className="button" to="/results">{r.title}</Link>}>{t.noneLead}</EmptyState>}
    </Page>
  )
}

function Test({ test, margin }: { test: AbTest; margin: number }) {
  const t = useWords(abWords)
  const f = useFormats()
  const [n, of] = [f.count(test.decidedAt), f.count(test.path.at(-1)?.n)]
  const winner = test.winner === null ? null : test.winner === test.a ? test.systemA : test.systemB
  const said = test.outcome === 'equivalence' ? t.equivalent(n, of, f.number(margin))
    : test.outcome !== 'difference' ? t.undecided(of)
    : winner === null ? t.differs(n, of) : t.difference(winner, n, of)
  const title = t.chart(test.metric, test.systemA, test.systemB)
  return (
    <>
      <div className="verdict" role="note" aria-label={t.verdict}><p><Untrusted text={said} /></p></div>
      <Panel title={title}>
        <PathChart test={test} title={title} said={said} margin={margin} />
        <p className="legend">{t.legend}</p>
      </Panel>
      <Panel title={t.method}><Notes method={test.method} notes={test.notes} /></Panel>
    </>
  )
}
