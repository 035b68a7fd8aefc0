import { Link } from 'react-router'
import type { Alert } from '../../api/answers'
import { Badge } from '../../components/Badge'
import { EmptyState } from '../../components/EmptyState'
import { SelectField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { Table } from '../../components/table/Table'
import { Tabs } from '../../components/Tabs'
import { Untrusted } from '../../components/Untrusted'
import { useUrlState } from '../../components/urlState'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { useAlerts } from './queries'
import { alertsWords } from './words'

export function AlertsTabs() {
  const t = useWords(alertsWords)
  return <Tabs label={t.parts} tabs={[{ to: '/alerts', label: t.alerts }, { to: '/alerts/rules', label: t.rules }, { to: '/alerts/channels', label: t.channels }]} />
}

export function Component() {
  const t = useWords(alertsWords)
  const [state, setState] = useUrlState('state')
  const [severity, setSeverity] = useUrlState('severity')
  return (
    <Page title={t.title} lead={t.lead}>
      <AlertsTabs />
      <div className="filters">
        <SelectField label={t.state} value={state} onChange={event => setState(event.target.value)}>{[['', t.all], ['firing', t.firing], ['resolved', t.resolved]].map(([value, label]) => <option key={value} value={value}>{label}</option>)}</SelectField>
        <SelectField label={t.severity} value={severity} onChange={event => setSeverity(event.target.value)}>{[['', t.all], ['high', t.high], ['medium', t.medium]].map(([value, label]) => <option key={value} value={value}>{label}</option>)}</SelectField>
      </div>
      <Loaded query={useAlerts(state, severity)}>
        {page => page.items.length === 0
          ? <EmptyState title={t.none} action={<Link className="button" to="/alerts/rules?form=new">{t.addRule}</Link>}>{t.noneLead}</EmptyState>
          : <List alerts={page.items} />}
      </Loaded>
    </Page>
  )
}

function List({ alerts }: { alerts: readonly Alert[] }) {
  const t = useWords(alertsWords)
  const f = useFormats()
  return (
    <Table
      caption={t.alerts} rows={alerts} rowKey={alert => alert.id}
      columns={[
        { id: 'state', header: t.state, width: '120px', value: alert => alert.state, cell: alert => <Badge tone={alert.state === 'resolved' ? 'idle' : alert.severity === 'high' ? 'bad' : 'warn'}>{alert.state === 'resolved' ? t.resolved : alert.severity === 'high' ? t.high : t.medium}</Badge> },
        { id: 'message', header: t.message, clip: true, value: alert => alert.message, cell: alert => alert.resultId === null ? <Untrusted text={alert.message} /> : <Link to={`/results/${alert.resultId}?metric=${encodeURIComponent(alert.metric)}`}><Untrusted text={alert.message} /></Link> },
        { id: 'system', header: t.system, clip: true, notNarrow: true, value: alert => alert.system, cell: alert => <Untrusted text={alert.system} clip /> },
        { id: 'dataset', header: t.dataset, clip: true, notNarrow: true, value: alert => alert.dataset, cell: alert => <Untrusted text={alert.dataset} clip /> },
        { id: 'at', header: t.at, end: true, notNarrow: true, value: alert => alert.at, cell: alert => <time dateTime={alert.at} title={f.instant(alert.at)}>{f.relative(alert.at)}</time> },
        { id: 'deliveries', header: t.deliveries, notNarrow: true, value: alert => alert.deliveries.map(delivery => `${delivery.channel} ${delivery.status}`).join(' '), cell: alert => alert.deliveries.length === 0 ? '–' : <>{alert.deliveries.map(delivery => <span key={delivery.channel} className="small" title={delivery.lastError ?? undefined}><Untrusted text={delivery.channel} />: {delivery.status} </span>)}</> },
      ]}
    />
  )
}
