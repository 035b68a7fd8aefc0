import { Bell } from '../pages/alerts/Bell'
import { Icon } from '../components/Icon'
import { useLanguage, useWords } from '../i18n/language'
import { languageNames, languages, type Language } from '../i18n/words'
import { useLiveState } from '../live/useLive'
import { Brand } from './Brand'
import { chooseTheme, useTheme } from './theme'
import { appWords } from './words'

export function TopBar({ isMenuOpen, onMenu }: { isMenuOpen: boolean; onMenu: () => void }) {
  const t = useWords(appWords)
  const { language, choose } = useLanguage()
  const state = useLiveState()
  const isDark = useTheme()
  const theme = `${t.theme}: ${isDark ? t.themeDark : t.themeLight}`
  return (
    <header className="top">
      <button type="button" className="button quiet icon menu" aria-label={t.menu} aria-expanded={isMenuOpen} aria-controls="side" onClick={onMenu}>
        <Icon name={isMenuOpen ? 'close' : 'menu'} />
      </button>
      <Brand />
      <p className="live-state" data-state={state} role="status" title={state === 'idle' ? undefined : t[state]}>{state !== 'idle' && <span>{t[state]}</span>}</p>
      <Bell />
      <select className="input auto" aria-label={t.language} value={language} onChange={event => choose(event.target.value as Language)}>
        {languages.map(code => <option key={code} value={code} lang={code}>{languageNames[code]}</option>)}
      </select>
      <button type="button" className="button quiet icon" aria-label={theme} title={theme} onClick={() => chooseTheme(isDark ? 'light' : 'dark')}>
        <Icon name="theme" />
      </button>
    </header>
  )
}
