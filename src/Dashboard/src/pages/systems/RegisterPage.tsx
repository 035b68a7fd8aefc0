import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { api, data } from '../../api/client'
import { Page } from '../../components/Page'
import { useWords } from '../../i18n/language'
import { bodyOf, emptyForm, type SystemForm } from './form'
import { SystemEditor } from './SystemEditor'
import { systemWords } from './words'

export function Component() {
  const t = useWords(systemWords)
  const client = useQueryClient()
  const navigate = useNavigate()
  const check = useMutation({ mutationFn: (form: SystemForm) => data(api.POST('/api/v1/systems/validate', { body: bodyOf(form) })) })
  const register = useMutation({
    mutationFn: (form: SystemForm) => data(api.POST('/api/v1/systems', { body: bodyOf(form) })),
    onSuccess: async system => {
      await client.invalidateQueries({ queryKey: ['systems'] })
      void navigate(`/systems/${system.id}`)
    },
  })
  return (
    <Page title={t.formTitle} lead={t.formLead} crumbs={[{ label: t.title, to: '/systems' }]}>
      <SystemEditor start={emptyForm} save={register} saveLabel={t.submit} refused={t.refused} check={check} />
    </Page>
  )
}
