import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { api, data } from '../../api/client'
import { Problem } from '../../api/problem'
import { Findings } from '../../components/Findings'
import { Page } from '../../components/Page'
import { ProblemNotice } from '../../components/ProblemNotice'
import { useWords } from '../../i18n/language'
import { bodyOf, emptyForm } from './form'
import { SystemFields } from './SystemFields'
import { systemWords } from './words'

export function Component() {
  const t = useWords(systemWords)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [form, setForm] = useState(emptyForm)

  const check = useMutation({ mutationFn: () => data(api.POST('/api/v1/systems/validate', { body: bodyOf(form) })) })
  const register = useMutation({
    mutationFn: () => data(api.POST('/api/v1/systems', { body: bodyOf(form) })),
    onSuccess: async system => {
      await client.invalidateQueries({ queryKey: ['systems'] })
      void navigate(`/systems/${system.id}`)
    },
  })

  const isBusy = check.isPending || register.isPending
  const refusal = register.error ?? check.error
  const submit = (event: FormEvent) => {
    event.preventDefault()
    check.reset()
    register.mutate()
  }
  const tryOut = () => {
    register.reset()
    check.mutate()
  }

  return (
    <Page title={t.formTitle} lead={t.formLead} crumbs={[{ label: t.title, to: '/systems' }]}>
      <form className="form" onSubmit={submit}>
        <SystemFields form={form} onChange={change => setForm(before => ({ ...before, ...change }))} refused={refusal instanceof Problem ? refusal : null} />
        <div aria-live="polite" className="stack">
          {isBusy && <p className="soft">{t.submitting}</p>}
          {register.isError && <h2>{t.refused}</h2>}
          {refusal !== null && <ProblemNotice error={refusal} />}
          {check.data && (
            <div className="notice" data-tone={check.data.isValid ? 'good' : 'bad'}>
              <p>{check.data.isValid ? t.valid : t.invalid}</p>
              <Findings findings={check.data.checks} />
            </div>
          )}
        </div>
        <div className="row">
          <button type="submit" className="button primary" disabled={isBusy}>{t.submit}</button>
          <button type="button" className="button" disabled={isBusy} onClick={tryOut}>{t.check}</button>
        </div>
      </form>
    </Page>
  )
}
