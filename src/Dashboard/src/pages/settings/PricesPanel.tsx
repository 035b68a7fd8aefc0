import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, data, sendJson } from '../../api/client'
import { TextField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Panel } from '../../components/Panel'
import { ProblemNotice } from '../../components/ProblemNotice'
import { Table } from '../../components/table/Table'
import { Untrusted } from '../../components/Untrusted'
import { useAction } from '../../components/useAction'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { settingsWords } from './words'

export function PricesPanel() {
  const t = useWords(settingsWords)
  const f = useFormats()
  const prices = useQuery({ queryKey: ['prices'], queryFn: ({ signal }) => data(api.GET('/api/v1/prices', { signal })) })
  const { isBusy, problem, run } = useAction(['prices'])
  const [model, setModel] = useState('')
  const [input, setInput] = useState('')
  const [output, setOutput] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await run(() => sendJson<object>('PUT', `/api/v1/prices/${encodeURIComponent(model.trim())}`, { input: Number(input), output: Number(output) }))
    if (saved !== undefined) setModel('')
  }
  return (
    <Panel title={t.prices}>
      <p className="soft">{t.pricesLead}</p>
      <Loaded query={prices}>
        {page => page.items.length === 0 ? <p className="soft">{t.noPrices}. {t.noPricesLead}</p> : (
          <Table
            plain caption={t.prices} id="prices-" rows={page.items} rowKey={price => `${price.model} ${price.validFrom}`}
            columns={[
              { id: 'model', header: t.model, clip: true, value: price => price.model, cell: price => <Untrusted text={price.model} clip /> },
              { id: 'input', header: t.input, end: true, value: price => price.input, cell: price => f.dollars(price.input) },
              { id: 'cached', header: t.cachedInput, end: true, notNarrow: true, value: price => price.cachedInput, cell: price => f.dollars(price.cachedInput) },
              { id: 'output', header: t.output, end: true, value: price => price.output, cell: price => f.dollars(price.output) },
              { id: 'since', header: t.since, end: true, notNarrow: true, value: price => price.validFrom, cell: price => f.day(price.validFrom) },
            ]}
          />
        )}
      </Loaded>
      <form className="filters" onSubmit={event => void submit(event)}>
        <TextField label={t.model} required value={model} placeholder="gpt-4o-mini" onChange={event => setModel(event.target.value)} />
        <TextField label={`${t.input} ($)`} type="number" min="0" step="any" required value={input} onChange={event => setInput(event.target.value)} />
        <TextField label={`${t.output} ($)`} type="number" min="0" step="any" required value={output} onChange={event => setOutput(event.target.value)} />
        <button type="submit" className="button" disabled={isBusy}>{t.setPrice}</button>
      </form>
      {problem !== undefined && <ProblemNotice error={problem} />}
    </Panel>
  )
}
