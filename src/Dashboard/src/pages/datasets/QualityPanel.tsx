import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, data } from '../../api/client'
import { Badge } from '../../components/Badge'
import { Chart } from '../../components/chart/Chart'
import { bars } from '../../components/chart/plots/bars'
import type { ChartTheme } from '../../components/chart/theme'
import { Loaded } from '../../components/Loaded'
import { Panel } from '../../components/Panel'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import type { Dataset } from './dataset'
import { qualityOf, type Quality } from './quality'
import { datasetWords } from './words'

const Looked = 1000

export function QualityPanel({ dataset }: { dataset: Dataset }) {
  const t = useWords(datasetWords)
  const f = useFormats()
  const quality = useQuery({
    queryKey: ['quality', dataset.id, dataset.version],
    queryFn: async ({ signal }) => qualityOf((await data(api.GET('/api/v1/datasets/{id}/preview', {
      params: { path: { id: dataset.id }, query: { part: 'items', limit: Looked } }, signal,
    }))).items ?? []),
    staleTime: Infinity,
  })
  return (
    <Panel title={t.quality}>
      <Loaded query={quality}>
        {found => (
          <>
            <p className="soft">{t.looked(f.count(found.looked), f.count(dataset.items))}</p>
            <Oddities found={found} />
            <div className="columns">
              <Bars title={t.lengths} summary={t.lengthsSummary(f.count(found.lengths.median), f.count(found.lengths.most))} name={t.characters} rows={found.lengths.bins.map(bin => [`${bin.from}–${bin.to}`, bin.count])} />
              {found.grades.length > 0 && (
                <Bars title={t.grades} summary={t.gradesSummary(found.grades.map(each => `${each.grade} (${f.count(each.count)})`).join(', '))} name={t.gradeName} rows={found.grades.map(each => [String(each.grade), each.count])} />
              )}
            </div>
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function Oddities({ found }: { found: Quality }) {
  const t = useWords(datasetWords)
  const f = useFormats()
  const odd = ([[t.emptyTexts, found.emptyTexts], [t.duplicates, found.duplicates], [t.unjudged, found.unjudged], [t.onlyZero, found.onlyZero]] as const).filter(([, count]) => count > 0)
  return odd.length === 0
    ? <p><Badge tone="good">{t.fine}</Badge></p>
    : <ul className="row">{odd.map(([name, count]) => <li key={name}><Badge tone="warn">{name}: {f.count(count)}</Badge></li>)}</ul>
}

function Bars({ title, summary, name, rows }: { title: string; summary: string; name: string; rows: [string, number][] }) {
  const t = useWords(datasetWords)
  const f = useFormats()
  const option = useCallback((theme: ChartTheme) => bars(
    rows.map(([label, count]) => ({ label, value: count, told: `${label}: ${f.count(count)}` })), theme, value => f.number(value), { name, isCount: true }), [rows, name, f])
  return <Chart title={title} summary={summary} option={option} height={200} data={{ columns: [name, t.count], rows }} />
}
