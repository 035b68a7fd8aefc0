import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, data, type Schema } from '../../api/client'
import { Loaded } from '../../components/Loaded'
import { Untrusted } from '../../components/Untrusted'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { questionOf, type Dataset } from './dataset'
import { datasetWords } from './words'

const PageSize = 10

/** Items or documents of a dataset, ten at a time. */
export function Preview({ dataset }: { dataset: Dataset }) {
  const t = useWords(datasetWords)
  const f = useFormats()
  const [part, setPart] = useUrlState('part', 'items')
  const [start, setStart] = useUrlState('from', '0')
  const offset = Number(start) || 0
  const preview = useQuery({
    queryKey: ['preview', dataset.id, dataset.version, part, offset],
    queryFn: ({ signal }) => data(api.GET('/api/v1/datasets/{id}/preview', { params: { path: { id: dataset.id }, query: { part, limit: PageSize, offset } }, signal })),
    placeholderData: keepPreviousData,
  })
  const show = (next: string) => {
    setStart('0')
    setPart(next)
  }

  return (
    <div className="stack">
      {dataset.documents > 0 && (
        <div className="row" role="group" aria-label={t.preview}>
          <button type="button" className="button small" aria-pressed={part === 'items'} onClick={() => show('items')}>{t.items}</button>
          <button type="button" className="button small" aria-pressed={part === 'documents'} onClick={() => show('documents')}>{t.documents}</button>
        </div>
      )}
      <Loaded query={preview}>
        {page => (
          <>
            <ol className="samples">
              {page.items?.map(item => <Item key={item.index} item={item} />)}
              {page.documents?.map(document => <Sample key={document.id} id={document.id} title={document.title} text={document.text} />)}
            </ol>
            {page.total === 0 && <p className="soft">{t.nothing}</p>}
            {page.total > PageSize && (
              <div className="row">
                <button type="button" className="button small" disabled={offset === 0} onClick={() => setStart(String(Math.max(0, offset - PageSize)))}>{t.previous}</button>
                <button type="button" className="button small" disabled={offset + PageSize >= page.total} onClick={() => setStart(String(offset + PageSize))}>{t.next}</button>
                <span className="soft small" role="status">{t.place(f.count(offset + 1), f.count(Math.min(page.total, offset + PageSize)), f.count(page.total))}</span>
              </div>
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}

function Item({ item }: { item: Schema<'ItemAnswer'> }) {
  const t = useWords(datasetWords)
  const judged = item.judgements.toSorted((a, b) => b.grade - a.grade).slice(0, 6).map(judgement => t.grade(judgement.documentId, String(judgement.grade)))
  return (
    <Sample id={item.id} text={questionOf(item)}>
      {judged.length > 0 && <p className="soft small" dir="auto">{judged.join(' · ')}{item.judgements.length > judged.length ? ' …' : ''}</p>}
      {item.record !== null && <details><summary className="soft small">JSON</summary><pre dir="auto">{JSON.stringify(item.record, null, 2)}</pre></details>}
    </Sample>
  )
}

const Sample = ({ id, title, text, children }: { id: string; title?: string; text: string; children?: React.ReactNode }) => (
  <li>
    <code className="soft"><Untrusted text={id} /></code>
    <div>
      {title !== undefined && title !== '' && <h3 dir="auto">{title}</h3>}
      <p dir="auto" className="sample-text">{text.slice(0, 2_000)}{text.length > 2_000 ? ' …' : ''}</p>
      {children}
    </div>
  </li>
)
