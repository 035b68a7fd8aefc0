import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { Badge } from '../../components/Badge'
import { EmptyState } from '../../components/EmptyState'
import { Icon } from '../../components/Icon'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import type { Column } from '../../components/table/Column'
import { Table } from '../../components/table/Table'
import { Untrusted } from '../../components/Untrusted'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { HealthStrip } from './HealthStrip'
import { isCalled, kindWord, stateOf, systemsQuery, type System } from './system'
import { systemWords } from './words'

export function Component() {
  const t = useWords(systemWords)
  const f = useFormats()
  const navigate = useNavigate()
  const [kind, setKind] = useUrlState('kind')
  const [retired, setRetired] = useUrlState('retired')
  const systems = useQuery(systemsQuery(retired === '1'))

  const columns = useMemo<Column<System>[]>(() => [
    { id: 'name', header: t.name, value: system => system.name, clip: true, width: '22%', cell: system => <Link to={`/systems/${system.id}`}><Untrusted text={system.name} clip /></Link> },
    { id: 'kind', header: t.kind, value: system => kindWord(t, system.kind), width: '150px', notNarrow: true },
    { id: 'health', header: t.health, value: system => stateOf(t, system).word, width: '130px', cell: system => (isCalled(system) ? <Badge tone={stateOf(t, system).tone}>{stateOf(t, system).word}</Badge> : '–') },
    { id: 'checks', header: t.lastChecks, value: system => system.health?.checkedAt, width: '170px', notNarrow: true, cell: system => (isCalled(system) && system.status === 'active' ? <HealthStrip id={system.id} /> : null) },
    { id: 'response', header: t.response, value: system => system.health?.responseMilliseconds ?? system.validation?.responseMilliseconds, end: true, width: '110px', cell: system => f.milliseconds(system.health?.responseMilliseconds ?? system.validation?.responseMilliseconds) },
    { id: 'url', header: t.url, value: system => system.url, clip: true, notNarrow: true, cell: system => <Untrusted text={system.url ?? ''} clip /> },
    { id: 'tags', header: t.tags, value: system => system.tags.join(' '), clip: true, notNarrow: true, width: '120px', cell: system => <Untrusted text={system.tags.join(', ')} clip /> },
    { id: 'changed', header: t.changed, value: system => system.updatedAt, end: true, width: '120px', notNarrow: true, cell: system => f.relative(system.updatedAt) },
  ], [t, f])

  const register = <Link className="button primary" to="/systems/new"><Icon name="plus" />{t.register}</Link>
  return (
    <Page title={t.title} lead={t.lead} actions={register}>
      <Loaded query={systems}>
        {all => (all.length === 0 && retired === ''
          ? <EmptyState title={t.emptyTitle} command="benchhub systems add my-rag --url http://127.0.0.1:8001">{t.empty}</EmptyState>
          : (
            <Table
              caption={t.title}
              rows={kind === '' ? all : all.filter(system => system.kind === kind)}
              columns={columns}
              rowKey={system => system.id}
              onOpen={system => void navigate(`/systems/${system.id}`)}
              tools={(
                <>
                  <select className="input auto" aria-label={t.kind} value={kind} onChange={event => setKind(event.target.value)}>
                    <option value="">{t.everyKind}</option>
                    {[...new Set(all.map(system => system.kind))].map(each => <option key={each} value={each}>{kindWord(t, each)}</option>)}
                  </select>
                  <label className="check"><input type="checkbox" checked={retired === '1'} onChange={event => setRetired(event.target.checked ? '1' : '')} />{t.withRetired}</label>
                </>
              )}
            />
          ))}
      </Loaded>
    </Page>
  )
}
