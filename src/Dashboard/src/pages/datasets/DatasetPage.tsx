import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { api, data } from '../../api/client'
import { Badge } from '../../components/Badge'
import { Confirm } from '../../components/Confirm'
import { Facts } from '../../components/Facts'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { ProblemNotice } from '../../components/ProblemNotice'
import { Stats } from '../../components/Stats'
import { Untrusted } from '../../components/Untrusted'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { ResultsOf } from '../../results/ResultsOf'
import type { Dataset } from './dataset'
import { Preview } from './Preview'
import { QualityPanel } from './QualityPanel'
import { datasetWords } from './words'

export function Component() {
  const t = useWords(datasetWords)
  const { id = '' } = useParams()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isRemoving, setIsRemoving] = useState(false)
  const path = { params: { path: { id } } }
  const dataset = useQuery({ queryKey: ['dataset', id], queryFn: ({ signal }) => data(api.GET('/api/v1/datasets/{id}', { ...path, signal })) })
  const remove = useMutation({
    mutationFn: () => data(api.DELETE('/api/v1/datasets/{id}', path)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['datasets'] })
      void navigate('/datasets')
    },
    onSettled: () => setIsRemoving(false),
  })

  const name = dataset.data?.name ?? id
  const isActive = dataset.data?.status === 'active'
  return (
    <Page
      title={name}
      crumbs={[{ label: t.title, to: '/datasets' }]}
      lead={dataset.data && <span className="row"><Untrusted text={dataset.data.description} />{!isActive && <Badge tone="idle">{t.deleted}</Badge>}</span>}
      actions={isActive && (
        <>
          <Link className="button primary" to={`/jobs/new?dataset=${id}`}>{t.evaluate}</Link>
          <button type="button" className="button danger" onClick={() => setIsRemoving(true)}>{t.remove}</button>
        </>
      )}
    >
      {remove.isError && <ProblemNotice error={remove.error} />}
      <Loaded query={dataset}>{loaded => <Body dataset={loaded} />}</Loaded>
      {isRemoving && (
        <Confirm title={t.removeTitle(name)} action={t.remove} danger onConfirm={() => remove.mutate()} onClose={() => setIsRemoving(false)}>{t.removeLead}</Confirm>
      )}
    </Page>
  )
}

function Body({ dataset }: { dataset: Dataset }) {
  const t = useWords(datasetWords)
  const f = useFormats()
  return (
    <>
      <Stats stats={[
        { label: t.items, value: f.count(dataset.items) },
        ...(dataset.documents > 0 ? [{ label: t.documents, value: f.count(dataset.documents) }] : []),
        ...(dataset.judgements > 0 ? [{ label: t.judgements, value: f.count(dataset.judgements), note: `${t.perItem}: ${f.number(dataset.judgements / dataset.items)}` }] : []),
        { label: t.version, value: f.count(dataset.version), note: f.relative(dataset.updatedAt) },
      ]}
      />
      <Panel title={t.preview}><Preview dataset={dataset} /></Panel>
      <QualityPanel dataset={dataset} />
      <Panel title={t.results}><ResultsOf query={{ datasetId: dataset.id }} without="dataset" empty={t.noResults} /></Panel>
      <Panel title={t.about}>
        <Facts facts={[
          [t.format, dataset.format],
          [t.created, f.instant(dataset.createdAt)],
          [t.versions, dataset.versions.map(version => `${version.number}: ${f.count(version.items)} (${f.day(version.createdAt)})`).join(', ')],
          [t.hash, <code key="hash">{dataset.contentHash}</code>],
          [t.id, <code key="id">{dataset.id}</code>],
        ]}
        />
      </Panel>
    </>
  )
}
