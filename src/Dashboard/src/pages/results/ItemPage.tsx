import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { ItemDetail, JudgedDocument, Result } from '../../api/answers'
import { Badge } from '../../components/Badge'
import { Facts } from '../../components/Facts'
import { Loaded } from '../../components/Loaded'
import { LongText } from '../../components/LongText'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { Stats } from '../../components/Stats'
import { Untrusted } from '../../components/Untrusted'
import { componentWords } from '../../components/words'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { useItem, useResult } from './queries'
import { resultsWords } from './words'

const FirstDocuments = 10

export function Component() {
  const t = useWords(resultsWords)
  const { id = '', index = '0' } = useParams()
  const at = Number(index)
  const result = useResult(id).data
  const item = useItem(id, at)
  const link = (place: number) => `/results/${encodeURIComponent(id)}/items/${place}`
  return (
    <Page
      title={item.data?.itemId ?? `${t.item} ${index}`}
      crumbs={[{ label: t.title, to: '/results' }, { label: result === undefined ? id : t.resultOf(result.system, result.dataset), to: `/results/${encodeURIComponent(id)}` }]}
      actions={(
        <>
          {at > 0 && <Link className="button" to={link(at - 1)}>{t.previous}</Link>}
          {result !== undefined && at < result.items - 1 && <Link className="button" to={link(at + 1)}>{t.next}</Link>}
        </>
      )}
    >
      <Loaded query={item}>{loaded => <Detail item={loaded} result={result} />}</Loaded>
    </Page>
  )
}

function Detail({ item, result }: { item: ItemDetail; result: Result | undefined }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const name = (part: string) => `${result?.system ?? ''} ${item.itemId} ${part}`
  return (
    <>
      <Stats
        stats={[
          ...Object.entries(item.scores).slice(0, 4).map(([metric, score]) => ({ label: metric, value: f.score(score) })),
          ...(item.latencyMilliseconds > 0 ? [{ label: t.latency, value: f.milliseconds(item.latencyMilliseconds), note: item.attempts > 1 ? `${t.attempts}: ${f.count(item.attempts)}` : undefined }] : []),
          ...(item.costDollars === null ? [] : [{ label: t.cost, value: f.dollars(item.costDollars) }]),
        ]}
      />
      {item.error !== null && <div className="notice" data-tone="bad"><strong>{t.error}</strong><p dir="auto">{item.error}</p></div>}
      <div className="columns">
        <div className="stack">
          <Panel title={t.question}>
            {item.input === null ? <p className="soft">{t.deleted}</p> : <LongText text={item.input} name={name('question')} />}
            {item.options.length > 0 && <><h3>{t.options}</h3><ol className="bullets">{item.options.map((option, place) => <li key={place} dir="auto">{option}</li>)}</ol></>}
            {item.record !== null && item.record !== undefined && <details><summary className="small soft">{t.record}</summary><LongText text={JSON.stringify(item.record, null, 2)} name={name('record')} /></details>}
          </Panel>
          {item.expected.length > 0 && <Panel title={t.expected}>{item.expected.map((text, place) => <LongText key={place} text={text} name={name('expected')} />)}</Panel>}
          {item.judged.length > 0 && <Panel title={t.judged}><Documents documents={item.judged} isJudged /></Panel>}
        </div>
        <div className="stack">
          {item.outputs.map((output, place) => (
            <Panel key={place} title={item.outputs.length > 1 ? t.output(f.count(place + 1)) : t.answer}>
              <LongText text={output.text} name={name(`output ${place + 1}`)} />
              {output.extracted !== null && output.extracted !== undefined && <div><h3>{t.extracted}</h3><LongText text={output.extracted} name={name('extracted')} /></div>}
              {output.notes && <p className="notice" data-tone="warn" dir="auto">{output.notes}</p>}
              <Facts
                facts={[
                  [t.finish, output.finishReason], ['log p', output.logLikelihood === null ? null : f.number(output.logLikelihood)],
                  [t.tokens, output.inputTokens + output.outputTokens > 0 ? `${f.count(output.inputTokens)} / ${f.count(output.outputTokens)}` : null],
                  [t.cost, output.costDollars === null ? null : f.dollars(output.costDollars)],
                ]}
              />
            </Panel>
          ))}
          {item.outputs.length === 0 && item.error === null && <Panel title={t.answered}><Documents documents={item.answer} /></Panel>}
          {item.findings.length > 0 && (
            <Panel title={t.findings}>
              {item.findings.map(finding => (
                <div key={finding.judge} className="stack">
                  <h3><Untrusted text={finding.judge} /> · {f.score(finding.value)}</h3>
                  <LongText text={finding.reason} name={name(finding.judge)} />
                  {finding.flags.length > 0 && <p className="row">{finding.flags.map(flag => <Badge key={flag} tone="warn">{flag}</Badge>)}</p>}
                </div>
              ))}
            </Panel>
          )}
        </div>
      </div>
    </>
  )
}

function Documents({ documents, isJudged = false }: { documents: readonly JudgedDocument[]; isJudged?: boolean }) {
  const t = useWords(resultsWords)
  const f = useFormats()
  const c = useWords(componentWords)
  const [isWhole, setIsWhole] = useState(false)
  return (
    <>
      <ol className="documents">
        {documents.slice(0, isWhole ? undefined : FirstDocuments).map(document => (
          <li key={document.id}>
            <span><Untrusted text={document.title ? `${document.title} (${document.id})` : document.id} /></span>
            <span className="row">
              {isJudged && document.score === null && <span className="small soft">{t.missed}</span>}
              {document.grade === null ? <Badge tone="idle">{t.unjudged}</Badge> : document.grade > 0 ? <Badge tone="good">{t.relevant(f.count(document.grade))}</Badge> : <Badge tone="bad">{t.notRelevant}</Badge>}
              {document.score !== null && <span className="small soft">{f.score(document.score)}</span>}
            </span>
            {document.text && <details><summary className="small soft"><bdi dir="auto">{document.text.slice(0, 90)}…</bdi></summary><LongText text={document.text} name={document.id} /></details>}
          </li>
        ))}
      </ol>
      {!isWhole && documents.length > FirstDocuments && <div className="row"><button type="button" className="button small" onClick={() => setIsWhole(true)}>{c.showAll} ({f.count(documents.length)})</button></div>}
    </>
  )
}
