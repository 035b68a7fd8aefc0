import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Result, SideItem, SidePair } from '../../api/answers'
import { Badge } from '../../components/Badge'
import { EmptyState } from '../../components/EmptyState'
import { SelectField } from '../../components/Field'
import { LongText } from '../../components/LongText'
import { Page } from '../../components/Page'
import { ProblemNotice } from '../../components/ProblemNotice'
import { Untrusted } from '../../components/Untrusted'
import { useUrlState } from '../../components/urlState'
import { componentWords } from '../../components/words'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { isChosen, PairFields, SwapButton, usePair } from './PairFields'
import { search, sides } from './queries'
import { resultsWords } from './words'

const PageSize = 20
const FirstLetters = 1_200

export function Component() {
  const t = useWords(resultsWords)
  const pair = usePair()
  const [order, setOrder] = useUrlState('order', 'difference')
  const [filter, setFilter] = useUrlState('filter', 'differs')
  const { a, b, metric, first, second } = pair
  return (
    <Page title={t.sideTitle} lead={t.sideLead} crumbs={[{ label: t.title, to: '/results' }]}>
      <div className="filters">
        <PairFields pair={pair} />
        <SelectField label={t.show} value={filter} onChange={event => setFilter(event.target.value)}>
          {[['differs', t.differs], ['aWins', t.aWins], ['bWins', t.bWins], ['errors', t.onlyErrors], ['all', t.all]].map(([value, label]) => <option key={value} value={value}>{label}</option>)}
        </SelectField>
        <SelectField label={t.order} value={order} onChange={event => setOrder(event.target.value)}>
          <option value="difference">{t.byDifference}</option>
          <option value="index">{t.byIndex}</option>
        </SelectField>
        {isChosen(pair) && <SwapButton />}
        {isChosen(pair) && <Link className="button" to={`/comparisons/ab?${search({ a, b, metric })}`}>{t.abTest}</Link>}
      </div>
      {!isChosen(pair)
        ? <EmptyState title={t.sideNone} action={<Link className="button" to="/comparisons">{t.title}</Link>}>{t.sideNoneLead}</EmptyState>
        : <Pairs key={`${a} ${b} ${metric}`} query={{ a, b, metric, order, filter }} first={first} second={second} />}
    </Page>
  )
}

interface PairsProps {
  query: { a: string; b: string; metric: string; order: string; filter: string }
  first: Result | undefined
  second: Result | undefined
}

function Pairs({ query, first, second }: PairsProps) {
  const t = useWords(resultsWords)
  const s = useWords(componentWords)
  const pairs = useInfiniteQuery({
    queryKey: ['sides', query],
    queryFn: ({ pageParam, signal }) => sides(query, pageParam, PageSize, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.nextCursor,
    placeholderData: before => before,
  })
  if (pairs.isError) return <ProblemNotice error={pairs.error} onRetry={() => void pairs.refetch()} />
  if (pairs.data === undefined) return <p className="loading" role="status">{s.loading}</p>
  const items = pairs.data.pages.flatMap(page => page.items)
  if (items.length === 0) return <p className="empty">{t.sideEmpty}</p>
  return (
    <div className="stack" aria-busy={pairs.isFetching}>
      {items.map(pair => <PairPanel key={pair.index} pair={pair} query={query} first={first} second={second} />)}
      {pairs.hasNextPage && <div className="row"><button type="button" className="button" disabled={pairs.isFetchingNextPage} onClick={() => void pairs.fetchNextPage()}>{t.more}</button></div>}
    </div>
  )
}

/** Relevant documents and their grades, which the hub tells as "326 (4), 21 (2)"; where it means something else no document has such an id. */
const gradesOf = ({ expected }: SidePair) => new Map([...(expected ?? '').matchAll(/(?:^|, )(\S+) \((\d+)\)/g)].map(match => [match[1]!, match[2]!]))

function PairPanel({ pair, query, first, second }: PairsProps & { pair: SidePair }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const grades = gradesOf(pair)
  return (
    <section className="panel" aria-label={pair.itemId}>
      <div className="panel-head">
        <h2><Untrusted text={pair.itemId} /></h2>
        <span className="row">
          {pair.difference !== null && pair.difference !== 0 && <Badge tone="info">{pair.difference > 0 ? t.aWins : t.bWins}</Badge>}
          <span>{query.metric}: <strong>{f.difference(pair.difference)}</strong></span>
        </span>
      </div>
      {pair.input !== null && <LongText first={FirstLetters} text={pair.input} name={`${pair.itemId} question`} />}
      {pair.expected !== null && <details><summary>{t.expected}: <bdi dir="auto" className="soft">{pair.expected.slice(-60)}</bdi></summary><LongText text={pair.expected} name={`${pair.itemId} expected`} /></details>}
      <div className="sides">
        <Side letter="A" id={query.a} index={pair.index} side={pair.a} grades={grades} result={first} better={(pair.difference ?? 0) > 0} />
        <Side letter="B" id={query.b} index={pair.index} side={pair.b} grades={grades} result={second} better={(pair.difference ?? 0) < 0} />
      </div>
    </section>
  )
}

function Side({ letter, id, index, side, grades, result, better }: { letter: string; id: string; index: number; side: SideItem; grades: ReadonlyMap<string, string>; result: Result | undefined; better: boolean }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const name = result?.system ?? letter
  return (
    <div className="stack">
      <div className="side-head">
        <h3>{letter} · <Link to={`/results/${encodeURIComponent(id)}/items/${index}`}><Untrusted text={name} /></Link></h3>
        <span className="row">{side.error !== null ? <Badge tone="bad">{t.error}</Badge> : <Badge tone={better ? 'good' : 'idle'}>{f.score(side.score)}</Badge>}</span>
      </div>
      {side.error !== null && <p className="bad" dir="auto">{side.error}</p>}
      {!side.asked && <p className="soft">{t.notAsked}</p>}
      {side.text !== null && side.error === null && <LongText first={FirstLetters} text={side.text} name={`${name} ${index}`} empty={t.noAnswer} />}
      {side.isCut && <Link className="small" to={`/results/${encodeURIComponent(id)}/items/${index}`}>{t.whole(f.count(side.textLength))}</Link>}
      {side.documents.length > 0 && (
        <ol className="documents">
          {side.documents.slice(0, 10).map(document => <li key={document.id}><span><Untrusted text={document.id} />{grades.has(document.id) && <> <Badge tone="good">{t.relevant(grades.get(document.id)!)}</Badge></>}</span><span className="small soft">{f.score(document.score)}</span></li>)}
        </ol>
      )}
    </div>
  )
}
