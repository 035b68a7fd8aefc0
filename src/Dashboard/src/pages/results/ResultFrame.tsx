import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { sendJson } from '../../api/client'
import type { Result } from '../../api/answers'
import { Confirm } from '../../components/Confirm'
import { TextField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { ProblemNotice } from '../../components/ProblemNotice'
import { Tabs } from '../../components/Tabs'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { useResult, useResults } from './queries'
import { resultsWords } from './words'

/** What the parts of a result have in common: its name, its tabs, what can be done with it. */
export function ResultFrame({ id, children }: { id: string; children: (result: Result) => ReactNode }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const query = useResult(id)
  const result = query.data
  const at = `/results/${encodeURIComponent(id)}`
  return (
    <Page
      title={result === undefined ? id : t.resultOf(result.system, result.dataset)}
      lead={result && <time dateTime={result.completedAt}>{f.instant(result.completedAt)}</time>}
      crumbs={[{ label: t.title, to: '/results' }]}
      actions={result && <><CompareWith result={result} /><QuarantineButton result={result} /></>}
    >
      <Tabs label={t.parts} tabs={[{ to: at, label: t.tabItems }, { to: `${at}/numbers`, label: t.tabNumbers }, { to: `${at}/analysis`, label: t.tabAnalysis }]} />
      <Loaded query={query}>
        {loaded => (
          <>
            {loaded.quarantine && <p className="notice" data-tone="warn"><span><strong>{t.quarantined}:</strong> <bdi dir="auto">{loaded.quarantine.reason}</bdi></span></p>}
            {loaded.ended && <p className="notice" data-tone="warn"><span>{t.partial(f.count(loaded.asked), f.count(loaded.items))} <bdi dir="auto">{loaded.ended}</bdi></span></p>}
            {children(loaded)}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function CompareWith({ result }: { result: Result }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const navigate = useNavigate()
  const others = (useResults().data ?? []).filter(other => other.id !== result.id && other.datasetId === result.datasetId && other.datasetVersion === result.datasetVersion)
  if (others.length === 0) return null
  return (
    <select className="input auto" aria-label={t.compareWith} value="" onChange={event => void navigate(`/results/side-by-side?a=${encodeURIComponent(result.id)}&b=${encodeURIComponent(event.target.value)}`)}>
      <option value="">{t.compareWith}</option>
      {others.map(other => <option key={other.id} value={other.id}>{other.system} · {f.relative(other.completedAt)}</option>)}
    </select>
  )
}

function QuarantineButton({ result }: { result: Result }) {
  const t = useWords(resultsWords)
  const client = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<unknown>()

  const change = async (isIn: boolean) => {
    setIsAsking(false)
    try {
      await sendJson(isIn ? 'POST' : 'DELETE', `/api/v1/results/${encodeURIComponent(result.id)}/quarantine`, isIn ? { reason } : undefined)
      setProblem(undefined)
      await client.invalidateQueries({ queryKey: ['results'] })
    } catch (error) {
      setProblem(error)
    }
  }

  return (
    <>
      {result.quarantine
        ? <button type="button" className="button" onClick={() => void change(false)}>{t.release}</button>
        : <button type="button" className="button" onClick={() => setIsAsking(true)}>{t.quarantine}</button>}
      {problem !== undefined && <ProblemNotice error={problem} />}
      {isAsking && (
        <Confirm title={t.quarantine} action={t.quarantine} onConfirm={() => void change(true)} onClose={() => setIsAsking(false)}>
          <div className="stack">
            <p>{t.quarantineAsk}</p>
            <TextField label={t.quarantineReason} required value={reason} onChange={event => setReason(event.target.value)} />
          </div>
        </Confirm>
      )}
    </>
  )
}
