import { Facts } from '../../components/Facts'
import { Findings } from '../../components/Findings'
import { Panel } from '../../components/Panel'
import { Untrusted } from '../../components/Untrusted'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { ResultsOf } from '../../results/ResultsOf'
import { HealthPanel } from './HealthPanel'
import type { System } from './system'
import { systemWords } from './words'

export function SystemBody({ system }: { system: System }) {
  const t = useWords(systemWords)
  const f = useFormats()
  const { limits, spent, validation, model } = system
  const code = (text: string | null | undefined) => (text ? <code><Untrusted text={text} /></code> : null)
  const most = (text: string | null | undefined, of: number | null | undefined) => (of == null ? t.noLimit : text)
  return (
    <>
      <div className="columns">
        <Panel title={t.about}>
          <Facts facts={[
            [t.description, system.description && <Untrusted text={system.description} />],
            [t.url, code(system.url)],
            [t.model, code(model?.name)],
            [t.provider, model?.provider],
            [t.path, code(system.kind === 'rag' ? `${system.retrieve.method} ${system.retrieve.path}` : system.answer?.path)],
            [t.topK, system.kind === 'rag' ? f.count(system.topK) : null],
            [t.tags, system.tags.length > 0 && <Untrusted text={system.tags.join(', ')} />],
            [t.secrets, system.secretHeaders.join(', ')],
            [t.registered, f.instant(system.createdAt)],
            [t.revision, f.count(system.revision)],
            [t.id, code(system.id)],
            [t.spent, spent && `${f.dollars(spent.dollars)} · ${t.tokens(f.compact(spent.inputTokens + spent.outputTokens))}`],
          ]}
          />
        </Panel>
        {system.kind !== 'recorded' && (
          <Panel title={t.limits}>
            <Facts facts={[
              [t.concurrency, most(f.count(limits.concurrency), limits.concurrency)],
              [t.perSecond, most(f.number(limits.callsPerSecond), limits.callsPerSecond)],
              [t.timeout, f.duration(limits.timeoutSeconds)],
              [t.retries, f.count(limits.retries)],
              [t.adaptive, limits.adaptive ? t.yes : t.no],
              [t.mostDollars, most(f.dollars(limits.mostDollars), limits.mostDollars)],
              [t.mostTokens, most(f.count(limits.mostTokens), limits.mostTokens)],
            ]}
            />
          </Panel>
        )}
        <Panel title={t.validation}>
          {validation == null ? <p className="soft">{t.noValidation}</p> : <Findings findings={validation.checks} />}
        </Panel>
        {system.kind !== 'recorded' && <HealthPanel system={system} />}
      </div>
      <Panel title={t.results}><ResultsOf query={{ systemId: system.id }} without="system" empty={t.noResults} /></Panel>
    </>
  )
}
