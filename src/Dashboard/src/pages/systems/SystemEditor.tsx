import type { UseMutationResult } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { Schema } from '../../api/client'
import { Problem } from '../../api/problem'
import { Findings } from '../../components/Findings'
import { ProblemNotice } from '../../components/ProblemNotice'
import { useWords } from '../../i18n/language'
import type { SystemForm } from './form'
import { SystemFields } from './SystemFields'
import type { System } from './system'
import { systemWords } from './words'

interface Props {
  start: SystemForm
  /** What is changed; absent where a system is registered. */
  known?: System
  save: UseMutationResult<System, Error, SystemForm>
  saveLabel: string
  refused: string
  /** Asks the system without keeping anything. */
  check?: UseMutationResult<Schema<'ValidationAnswer'>, Error, SystemForm>
  more?: ReactNode
}

export function SystemEditor({ start, known, save, saveLabel, refused, check, more }: Props) {
  const t = useWords(systemWords)
  const [form, setForm] = useState(start)
  const isBusy = save.isPending || check?.isPending === true
  const refusal = save.error ?? check?.error ?? null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    check?.reset()
    save.mutate(form)
  }
  const tryOut = () => {
    save.reset()
    check?.mutate(form)
  }
  return (
    <form className="form" onSubmit={submit}>
      <SystemFields form={form} known={known} onChange={change => setForm(before => ({ ...before, ...change }))} refused={refusal instanceof Problem ? refusal : null} />
      <div aria-live="polite" className="stack">
        {isBusy && <p className="soft">{t.submitting}</p>}
        {save.isError && <h2>{refused}</h2>}
        {refusal !== null && <ProblemNotice error={refusal} />}
        {check?.data && (
          <div className="notice" data-tone={check.data.isValid ? 'good' : 'bad'}>
            <p>{check.data.isValid ? t.valid : t.invalid}</p>
            <Findings findings={check.data.checks} />
          </div>
        )}
      </div>
      <div className="row">
        <button type="submit" className="button primary" disabled={isBusy}>{saveLabel}</button>
        {check !== undefined && <button type="button" className="button" disabled={isBusy} onClick={tryOut}>{t.check}</button>}
        {more}
      </div>
    </form>
  )
}
