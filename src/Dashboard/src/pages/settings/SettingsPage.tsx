import { useQuery } from '@tanstack/react-query'
import { KeyForm } from '../../app/KeyForm'
import { chooseTheme, useChosenTheme, type Theme } from '../../app/theme'
import { appWords } from '../../app/words'
import { apiKey } from '../../api/key'
import { api, data } from '../../api/client'
import { Facts } from '../../components/Facts'
import { SelectField } from '../../components/Field'
import { Loaded } from '../../components/Loaded'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { useLanguage, useWords } from '../../i18n/language'
import { languageNames, languages, type Language } from '../../i18n/words'
import { JudgesPanel } from './JudgesPanel'
import { PricesPanel } from './PricesPanel'

export function Component() {
  const t = useWords(appWords)
  const theme = useChosenTheme()
  const { language, choose } = useLanguage()
  const info = useQuery({ queryKey: ['info'], queryFn: ({ signal }) => data(api.GET('/api/v1/info', { signal })) })
  const hasKey = apiKey.get() !== null
  return (
    <Page title={t.settings}>
      <div className="columns">
        <Panel title={t.appearance}>
          <SelectField label={t.language} value={language} onChange={event => choose(event.target.value as Language)}>{languages.map(code => <option key={code} value={code} lang={code}>{languageNames[code]}</option>)}</SelectField>
          <SelectField label={t.theme} value={theme} onChange={event => chooseTheme(event.target.value as Theme)}>
            <option value="system">{t.themeSystem}</option>
            <option value="light">{t.themeLight}</option>
            <option value="dark">{t.themeDark}</option>
          </SelectField>
        </Panel>
        <Panel title={t.access} actions={hasKey && <button type="button" className="button small" onClick={() => { apiKey.set('', false); location.reload() }}>{t.keyForget}</button>}>
          <p className="soft">{hasKey ? t.keySet : t.keyNone}</p>
          <KeyForm />
        </Panel>
        <JudgesPanel />
        <PricesPanel />
        <Panel title={t.about}>
          <Loaded query={info}>
            {hub => <Facts facts={[[t.version, hub.version], [t.storage, hub.storage], ['gRPC', hub.grpcUrl && <code>{hub.grpcUrl}</code>]]} />}
          </Loaded>
          <div className="row"><a href="/swagger">{t.apiReference}</a><a href="/health/ready">{t.health}</a><a href="/metrics">{t.metricsPage}</a></div>
        </Panel>
      </div>
    </Page>
  )
}
