import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { api, data } from '../../api/client'
import { Problem } from '../../api/problem'
import { Choices } from '../../components/Choices'
import { Page } from '../../components/Page'
import { ProblemNotice } from '../../components/ProblemNotice'
import { useUrlList } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { datasetsQuery } from '../datasets/dataset'
import { kindWord, systemsQuery } from '../systems/system'
import { systemWords } from '../systems/words'
import { bodyOf, emptySettings } from './form'
import { StartFields } from './StartFields'
import { jobWords } from './words'

/** What is chosen stands in the address, so that a setup can be linked to: /jobs/new?system=…&dataset=… */
export function Component() {
  const t = useWords(jobWords)
  const kinds = useWords(systemWords)
  const f = useFormats()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [chosenSystems, setChosenSystems] = useUrlList('system')
  const [chosenDatasets, setChosenDatasets] = useUrlList('dataset')
  const [settings, setSettings] = useState(emptySettings)
  const systems = useQuery(systemsQuery(false))
  const datasets = useQuery(datasetsQuery(false))
  const submit = useMutation({
    mutationFn: () => data(api.POST('/api/v1/batch/jobs', { body: bodyOf(settings, chosenSystems, chosenDatasets) })),
    onSuccess: async job => {
      client.setQueryData(['job', job.id], job)
      await client.invalidateQueries({ queryKey: ['jobs'] })
      void navigate(`/jobs/${job.id}`)
    },
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit.mutate()
  }

  const isReady = chosenSystems.length > 0 && chosenDatasets.length > 0
  const items = chosenSystems.length * (datasets.data ?? []).filter(dataset => chosenDatasets.includes(dataset.id)).reduce((sum, dataset) => sum + dataset.items, 0)
  const loadingError = systems.error ?? datasets.error
  return (
    <Page title={t.formTitle} lead={t.formLead} crumbs={[{ label: t.title, to: '/jobs' }]}>
      {loadingError !== null && <ProblemNotice error={loadingError} />}
      <form className="form" onSubmit={onSubmit}>
        <div className="columns">
          <Choices
            legend={t.systems}
            choices={(systems.data ?? []).filter(system => system.kind !== 'recorded').map(system => ({ value: system.id, label: system.name, note: kindWord(kinds, system.kind) }))}
            chosen={chosenSystems}
            onChange={setChosenSystems}
            empty={t.noneToChoose}
          />
          <Choices
            legend={t.datasets}
            choices={(datasets.data ?? []).map(dataset => ({ value: dataset.id, label: dataset.name, note: `${f.count(dataset.items)}, ${dataset.format}` }))}
            chosen={chosenDatasets}
            onChange={setChosenDatasets}
            empty={t.noneToChoose}
          />
        </div>
        <StartFields settings={settings} onChange={change => setSettings(before => ({ ...before, ...change }))} refused={submit.error instanceof Problem ? submit.error : null} />
        {submit.isError && <ProblemNotice error={submit.error} />}
        <div className="row">
          <button type="submit" className="button primary" disabled={!isReady || submit.isPending}>{t.submit}</button>
          <span className="soft" role="status">{isReady ? t.plan(f.count(chosenSystems.length * chosenDatasets.length), f.count(items)) : t.chooseBoth}</span>
        </div>
      </form>
    </Page>
  )
}
