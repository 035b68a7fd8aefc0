import { useState, type FormEvent } from 'react'
import { sendJson } from '../../api/client'
import type { Channel, ChannelTrial } from '../../api/answers'
import { Confirm } from '../../components/Confirm'
import { EmptyState } from '../../components/EmptyState'
import { TextField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { ProblemNotice } from '../../components/ProblemNotice'
import { Untrusted } from '../../components/Untrusted'
import { useAction } from '../../components/useAction'
import { useUrlState } from '../../components/urlState'
import { componentWords } from '../../components/words'
import { useWords } from '../../i18n/language'
import { AlertsTabs } from './AlertsPage'
import { monitoring, useChannels } from './queries'
import { alertsWords } from './words'

export function Component() {
  const t = useWords(alertsWords)
  const [form, setForm] = useUrlState('form')
  const create = <button type="button" className="button primary" onClick={() => setForm('new')}>{t.addChannel}</button>
  return (
    <Page title={t.title} lead={t.lead} actions={form === '' && create}>
      <AlertsTabs />
      {form !== '' && <Panel title={t.addChannel}><ChannelForm onDone={() => setForm('')} /></Panel>}
      <Loaded query={useChannels()}>
        {channels => channels.length === 0
          ? form === '' && <EmptyState title={t.noChannels} action={create}>{t.noChannelsLead}</EmptyState>
          : <div className="columns">{channels.map(channel => <ChannelCard key={channel.id} channel={channel} />)}</div>}
      </Loaded>
    </Page>
  )
}

function ChannelCard({ channel }: { channel: Channel }) {
  const t = useWords(alertsWords)
  const { isBusy, problem, run } = useAction(['monitoring'])
  const [trial, setTrial] = useState<ChannelTrial>()
  const [isAsking, setIsAsking] = useState(false)
  const path = `${monitoring}/channels/${encodeURIComponent(channel.id)}`
  const test = async () => {
    setTrial(undefined)
    setTrial(await run(() => sendJson<ChannelTrial>('POST', `${path}/test`)))
  }
  return (
    <Panel title={channel.name}>
      <p className="small"><code><Untrusted text={channel.url} /></code></p>
      <div className="row">
        <button type="button" className="button small" disabled={isBusy} onClick={() => void test()}>{t.test}</button>
        <button type="button" className="button small danger" disabled={isBusy} onClick={() => setIsAsking(true)}>{t.remove}</button>
        <span role="status" className="small soft">{trial?.delivered && t.sent}</span>
      </div>
      {trial?.delivered === false && <p className="notice" data-tone="bad" role="alert" dir="auto">{trial.error}</p>}
      {problem !== undefined && <ProblemNotice error={problem} />}
      {isAsking && <Confirm title={t.remove} action={t.remove} danger onClose={() => setIsAsking(false)} onConfirm={() => { setIsAsking(false); void run(() => sendJson('DELETE', path)) }}><p>{t.removeAsk(channel.name)}</p></Confirm>}
    </Panel>
  )
}

function ChannelForm({ onDone }: { onDone: () => void }) {
  const t = useWords(alertsWords)
  const c = useWords(componentWords)
  const { isBusy, problem, run } = useAction(['monitoring'])
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const [secret, setSecret] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await run(() => sendJson<Channel>('POST', `${monitoring}/channels`, { name: name.trim(), kind: 'webhook', url: url.trim(), secret: secret || undefined }))
    if (saved !== undefined) onDone()
  }
  return (
    <form className="form" onSubmit={event => void submit(event)}>
      <TextField label={t.name} required maxLength={200} value={name} onChange={event => setName(event.target.value)} />
      <TextField label={t.url} type="url" required placeholder="https://example.com/hook" value={url} onChange={event => setUrl(event.target.value)} />
      <TextField label={t.secret} hint={t.secretHint} type="password" autoComplete="off" value={secret} onChange={event => setSecret(event.target.value)} />
      {problem !== undefined && <ProblemNotice error={problem} />}
      <div className="row"><button type="submit" className="button primary" disabled={isBusy}>{t.save}</button><button type="button" className="button" onClick={onDone}>{c.cancel}</button></div>
    </form>
  )
}
