import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Link, useNavigate } from 'react-router'
import { sendJson } from '../../api/client'
import type { Comparison, ComparisonRequest, Result } from '../../api/answers'
import { EmptyState } from '../../components/EmptyState'
import { SelectField, TextField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { ProblemNotice } from '../../components/ProblemNotice'
import { useUrlList } from '../../components/urlState'
import { useWords } from '../../i18n/language'
import { useResults } from '../results/queries'
import { Choices } from './Choices'
import { comparisonsPath } from './queries'
import { comparisonsWords } from './words'

const corrections = ['holm', 'hochberg', 'bonferroni', 'bh', 'by', 'none']
const tests = ['randomization', 'ttest', 'wilcoxon', 'sign', 'mcnemar']
const unique = (texts: readonly string[]) => [...new Set(texts)].sort((a, b) => a.localeCompare(b))

export function Component() {
  const t = useWords(comparisonsWords)
  return (
    <Page title={t.newTitle} lead={t.newLead} crumbs={[{ label: t.title, to: '/comparisons' }]}>
      <Loaded query={useResults()}>
        {results => results.length === 0
          ? <EmptyState title={t.noResults} action={<Link className="button primary" to="/jobs/new">{t.compare}</Link>} command="./benchhub run --system A --system B --dataset NAME --wait">{t.noResultsLead}</EmptyState>
          : <Form results={results} />}
      </Loaded>
    </Page>
  )
}

function Form({ results }: { results: readonly Result[] }) {
  const t = useWords(comparisonsWords)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [datasets, setDatasets] = useUrlList('dataset')
  const [systems, setSystems] = useUrlList('system')
  const [metrics, setMetrics] = useUrlList('metric')
  const [name, setName] = useState('')
  const [alpha, setAlpha] = useState('0.05')
  const [correction, setCorrection] = useState('holm')
  const [test, setTest] = useState('randomization')
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()

  const on = results.filter(result => datasets.includes(result.dataset))
  const measured = unique(on.map(result => result.system))
  // In the results' order: the first is the one that a job was run for.
  const known = [...new Set(on.flatMap(result => Object.keys(result.metrics)))]
  const isReady = datasets.length > 0 && (systems.length === 0 ? measured.length : systems.length) >= 2

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsBusy(true)
    try {
      const body: ComparisonRequest = {
        ...(name.trim() === '' ? {} : { name: name.trim() }), datasets: [...datasets], systems: [...(systems.length === 0 ? measured : systems)], metrics: [...(metrics.length === 0 ? known : metrics)],
        alpha: Number(alpha), correction, tests: [test],
      }
      const made = await sendJson<Comparison>('POST', comparisonsPath, body)
      client.setQueryData(['comparisons', made.id], made)
      void client.invalidateQueries({ queryKey: ['comparisons'], exact: true })
      await navigate(`/comparisons/${made.id}`)
    } catch (error) {
      setProblem(error)
    }

    setIsBusy(false)
  }

  return (
    <form className="form" onSubmit={event => void submit(event)}>
      <Choices label={t.datasets} all={unique(results.map(result => result.dataset))} chosen={datasets} onChange={setDatasets} />
      {datasets.length === 0
        ? <p className="soft">{t.needDataset}</p>
        : (
          <>
            <Choices label={t.systems} all={measured} chosen={systems.length === 0 ? measured : systems} onChange={setSystems} />
            <Choices label={t.metrics} all={known} chosen={metrics.length === 0 ? known : metrics} onChange={setMetrics} />
          </>
        )}
      <TextField label={t.name} hint={t.nameHint} value={name} maxLength={200} onChange={event => setName(event.target.value)} />
      <details>
        <summary>{t.more}</summary>
        <div className="fields">
          <SelectField label={t.test} value={test} onChange={event => setTest(event.target.value)}>{tests.map(value => <option key={value}>{value}</option>)}</SelectField>
          <SelectField label={t.correction} value={correction} onChange={event => setCorrection(event.target.value)}>{corrections.map(value => <option key={value}>{value}</option>)}</SelectField>
          <TextField label={t.alpha} type="number" min="0.0001" max="0.5" step="any" value={alpha} onChange={event => setAlpha(event.target.value)} />
        </div>
      </details>
      {problem !== undefined && <ProblemNotice error={problem} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={!isReady || isBusy}>{t.compare}</button>
        {datasets.length > 0 && !isReady && <span className="soft">{t.needTwo}</span>}
      </div>
    </form>
  )
}
