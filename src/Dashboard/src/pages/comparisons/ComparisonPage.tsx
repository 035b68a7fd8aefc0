import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { sendJson } from '../../api/client'
import type { Cell, Comparison, Overall } from '../../api/answers'
import { Confirm } from '../../components/Confirm'
import { DownloadButton } from '../../components/DownloadButton'
import { SelectField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Notes } from '../../components/Notes'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { ProblemNotice } from '../../components/ProblemNotice'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { CriticalChart, IntervalChart, MatrixChart } from './charts'
import { comparisonsPath, useComparison } from './queries'
import { MeanRanksTable, PairsTable, RankingTable } from './tables'
import { pOf } from './verdict'
import { VerdictNotice } from './VerdictNotice'
import { comparisonsWords } from './words'

const forms = [['PDF', 'pdf', 'pdf'], ['Markdown', 'md', 'md'], ['CSV', 'csv', 'csv'], ['JSON', 'json', 'json'], ['LaTeX', 'latex', 'tex'], ['JUnit', 'junit', 'xml'], ['SARIF', 'sarif', 'sarif']] as const

export function Component() {
  const t = useWords(comparisonsWords)
  const f = useFormats()
  const { id = '' } = useParams()
  const query = useComparison(id)
  return (
    <Page title={query.data?.name ?? id} lead={query.data && f.instant(query.data.createdAt)} crumbs={[{ label: t.title, to: '/comparisons' }]} actions={query.data && <Actions comparison={query.data} />}>
      <Loaded query={query}>{comparison => <Body comparison={comparison} />}</Loaded>
    </Page>
  )
}

function Actions({ comparison }: { comparison: Comparison }) {
  const t = useWords(comparisonsWords)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, setIsAsking] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const path = `${comparisonsPath}/${encodeURIComponent(comparison.id)}`
  const attempt = async (work: () => Promise<string>) => {
    setIsAsking(false)
    try {
      const to = await work()
      await client.invalidateQueries({ queryKey: ['comparisons'], exact: true })
      await navigate(to)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <>
      <button type="button" className="button" onClick={() => void attempt(async () => `/comparisons/${(await sendJson<Comparison>('POST', `${path}/refresh`)).id}`)}>{t.refresh}</button>
      <button type="button" className="button danger" onClick={() => setIsAsking(true)}>{t.remove}</button>
      {problem !== undefined && <ProblemNotice error={problem} />}
      {isAsking && <Confirm title={t.remove} action={t.remove} danger onClose={() => setIsAsking(false)} onConfirm={() => void attempt(async () => { await sendJson('DELETE', path); return '/comparisons' })}><p>{t.removeAsk}</p></Confirm>}
    </>
  )
}

function Body({ comparison }: { comparison: Comparison }) {
  const t = useWords(comparisonsWords)
  const { cells } = comparison
  const [dataset, setDataset] = useUrlState('dataset', cells[0]?.dataset ?? '')
  const [metric, setMetric] = useUrlState('metric', cells[0]?.metric ?? '')
  const [datasets, metrics] = [[...new Set(cells.map(cell => cell.dataset))], [...new Set(cells.map(cell => cell.metric))]]
  const shown = cells.find(cell => cell.dataset === dataset && cell.metric === metric) ?? cells.find(cell => cell.dataset === dataset) ?? cells[0]
  const overall = comparison.overallByMetric?.find(one => one.metric === shown?.metric) ?? comparison.overall
  return (
    <>
      {cells.length > 1 && (
        <div className="filters">
          {datasets.length > 1 && <SelectField label={t.dataset} value={shown?.dataset} onChange={event => setDataset(event.target.value)}>{datasets.map(name => <option key={name}>{name}</option>)}</SelectField>}
          {metrics.length > 1 && <SelectField label={t.metric} value={shown?.metric} onChange={event => setMetric(event.target.value)}>{metrics.map(name => <option key={name}>{name}</option>)}</SelectField>}
        </div>
      )}
      {shown !== undefined && <CellPanels cell={shown} />}
      {overall !== null && <OverallPanel overall={overall} />}
      <Panel title={t.report}>
        <div className="row">
          {forms.map(([label, form, extension]) => <DownloadButton key={form} path={`${comparisonsPath}/${encodeURIComponent(comparison.id)}/export?format=${form}`} name={comparison.name} extension={extension} label={label} hint={t.downloadAs(label)} />)}
        </div>
      </Panel>
    </>
  )
}

function CellPanels({ cell }: { cell: Cell }) {
  const t = useWords(comparisonsWords)
  if (cell.refusal !== null) return <div className="notice" data-tone="warn"><strong>{t.refused}</strong><p dir="auto">{cell.refusal}</p></div>
  return (
    <>
      <VerdictNotice metric={cell.metric} direction={cell.direction === 'lower' ? 'lower' : 'higher'} ranking={cell.ranking} pairs={cell.comparisons} />
      <div className="columns">
        <Panel title={t.ranking}><RankingTable ranking={cell.ranking} metric={cell.metric} /></Panel>
        <Panel title={t.intervalPlot(cell.metric, cell.dataset)}><IntervalChart metric={cell.metric} dataset={cell.dataset} ranking={cell.ranking} /></Panel>
      </div>
      {cell.comparisons.length > 0 && (
        <>
          <Panel title={t.pairs}><PairsTable cell={cell} /></Panel>
          {cell.ranking.length > 2 && <Panel title={t.matrix}><MatrixChart cell={cell} /></Panel>}
        </>
      )}
      <Panel title={t.method}><Notes method={cell.method} notes={cell.notes} /></Panel>
    </>
  )
}

function OverallPanel({ overall }: { overall: Overall }) {
  const t = useWords(comparisonsWords)
  const f = useFormats()
  return (
    <Panel title={t.overall}>
      <p className="soft">{t.overallLead(f.count(overall.blocks), overall.metric)}{overall.friedman !== null && ` ${t.friedman(pOf(overall.friedman.p, f))}.`}</p>
      <CriticalChart ranks={overall.ranks} groups={overall.groups} difference={overall.criticalDifference} />
      <MeanRanksTable ranks={overall.ranks} caption={t.overall} />
      <Notes method={overall.method} notes={overall.notes} />
    </Panel>
  )
}
