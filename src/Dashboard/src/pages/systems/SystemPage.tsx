import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { api, data } from '../../api/client'
import { Badge } from '../../components/Badge'
import { Confirm } from '../../components/Confirm'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { ProblemNotice } from '../../components/ProblemNotice'
import { useWords } from '../../i18n/language'
import { SystemBody } from './SystemBody'
import { kindWord, stateOf, systemQuery } from './system'
import { systemWords } from './words'

export function Component() {
  const t = useWords(systemWords)
  const { id = '' } = useParams()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isRemoving, setIsRemoving] = useState(false)
  const path = { params: { path: { id } } }
  const system = useQuery(systemQuery(id))
  const check = useMutation({
    mutationFn: () => data(api.POST('/api/v1/systems/{id}/health-check', path)),
    onSuccess: () => Promise.all([['system', id], ['health', id], ['systems']].map(queryKey => client.invalidateQueries({ queryKey }))),
  })
  const remove = useMutation({
    mutationFn: () => data(api.DELETE('/api/v1/systems/{id}', path)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['systems'] })
      void navigate('/systems')
    },
    onSettled: () => setIsRemoving(false),
  })

  const name = system.data?.name ?? id
  const state = system.data && stateOf(t, system.data)
  const isCalled = system.data?.status === 'active' && system.data.kind !== 'recorded'
  return (
    <Page
      title={name}
      crumbs={[{ label: t.title, to: '/systems' }]}
      lead={system.data && <span className="row">{kindWord(t, system.data.kind)} {state && <Badge tone={state.tone}>{state.word}</Badge>}</span>}
      actions={system.data?.status === 'active' && (
        <>
          {isCalled && <Link className="button primary" to={`/jobs/new?system=${id}`}>{t.evaluate}</Link>}
          {isCalled && <button type="button" className="button" disabled={check.isPending} onClick={() => check.mutate()}>{t.checkNow}</button>}
          {isCalled && <Link className="button" to={`/systems/${id}/edit`}>{t.edit}</Link>}
          <button type="button" className="button danger" onClick={() => setIsRemoving(true)}>{t.remove}</button>
        </>
      )}
    >
      {check.isError && <ProblemNotice error={check.error} />}
      {remove.isError && <ProblemNotice error={remove.error} />}
      <Loaded query={system}>{loaded => <SystemBody system={loaded} />}</Loaded>
      {isRemoving && (
        <Confirm title={t.removeTitle(name)} action={t.remove} danger onConfirm={() => remove.mutate()} onClose={() => setIsRemoving(false)}>{t.removeLead}</Confirm>
      )}
    </Page>
  )
}
