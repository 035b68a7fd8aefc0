import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { api, data } from '../../api/client'
import { Confirm } from '../../components/Confirm'
import { Icon } from '../../components/Icon'
import { ProblemNotice } from '../../components/ProblemNotice'
import { useWords } from '../../i18n/language'
import { isFinal, type Job } from './job'
import { jobWords } from './words'

type Step = 'pause' | 'resume' | 'cancel' | 'retry'

export function JobActions({ job }: { job: Job }) {
  const t = useWords(jobWords)
  const client = useQueryClient()
  const [isCancelling, setIsCancelling] = useState(false)
  const path = { params: { path: { id: job.id } } }
  const step = useMutation({
    mutationFn: (next: Step) => data(({
      pause: () => api.POST('/api/v1/batch/jobs/{id}/pause', path),
      resume: () => api.POST('/api/v1/batch/jobs/{id}/resume', path),
      cancel: () => api.POST('/api/v1/batch/jobs/{id}/cancel', path),
      retry: () => api.POST('/api/v1/batch/jobs/{id}/retry', path),
    })[next]()),
    onSuccess: moved => {
      client.setQueryData<Job>(['job', job.id], moved)
      return client.invalidateQueries({ queryKey: ['jobs'] })
    },
    onSettled: () => setIsCancelling(false),
  })

  const button = (next: Step, word: string, tone = '') => (
    <button type="button" className={`button ${tone}`} disabled={step.isPending} onClick={() => (next === 'cancel' ? setIsCancelling(true) : step.mutate(next))}>{word}</button>
  )
  const repeated = new URLSearchParams([...new Set(job.tasks.map(task => task.systemId))].map(id => ['system', id]))
  new Set(job.tasks.map(task => task.datasetId)).forEach(id => repeated.append('dataset', id))

  return (
    <>
      {step.isError && <ProblemNotice error={step.error} />}
      {(job.status === 'running' || job.status === 'pending') && button('pause', t.pause)}
      {job.status === 'paused' && button('resume', t.resume, 'primary')}
      {job.status === 'failed' && button('retry', t.retry, 'primary')}
      {!isFinal(job.status) && button('cancel', t.cancel, 'danger')}
      {isFinal(job.status) && <Link className="button" to={`/jobs/new?${repeated}`}><Icon name="refresh" />{t.again}</Link>}
      {isCancelling && (
        <Confirm title={t.cancelTitle} action={t.cancel} danger onConfirm={() => step.mutate('cancel')} onClose={() => setIsCancelling(false)}>{t.cancelLead}</Confirm>
      )}
    </>
  )
}
