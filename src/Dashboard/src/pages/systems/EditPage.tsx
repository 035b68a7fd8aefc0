import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from 'react-router'
import { api, data } from '../../api/client'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { useWords } from '../../i18n/language'
import { bodyOf, formOf, type SystemForm } from './form'
import { SystemEditor } from './SystemEditor'
import { systemQuery, type System } from './system'
import { systemWords } from './words'

export function Component() {
  const t = useWords(systemWords)
  const { id = '' } = useParams()
  const system = useQuery(systemQuery(id))
  const name = system.data?.name ?? id
  return (
    <Page title={t.editTitle(name)} lead={t.editLead} crumbs={[{ label: t.title, to: '/systems' }, { label: name, to: `/systems/${id}` }]}>
      {/* What another changes meanwhile must not change what is being typed. */}
      <Loaded query={system}>{loaded => (loaded.kind === 'recorded' ? <p className="empty">{t.noEdit}</p> : <Edit key={loaded.id} system={loaded} />)}</Loaded>
    </Page>
  )
}

function Edit({ system }: { system: System }) {
  const t = useWords(systemWords)
  const client = useQueryClient()
  const navigate = useNavigate()
  const save = useMutation({
    mutationFn: (form: SystemForm) => data(api.PUT('/api/v1/systems/{id}', { params: { path: { id: system.id } }, body: bodyOf(form, system) })),
    onSuccess: async () => {
      await Promise.all([['system', system.id], ['health', system.id], ['systems']].map(queryKey => client.invalidateQueries({ queryKey })))
      void navigate(`/systems/${system.id}`)
    },
  })
  return <SystemEditor start={formOf(system)} known={system} save={save} saveLabel={t.editSave} refused={t.editRefused} more={<Link className="button" to={`/systems/${system.id}`}>{t.editCancel}</Link>} />
}
