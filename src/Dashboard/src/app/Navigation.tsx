import { NavLink } from 'react-router'
import { Icon } from '../components/Icon'
import { useWords } from '../i18n/language'
import { Brand } from './Brand'
import { navigation } from './navigation'
import { appWords } from './words'

export function Navigation() {
  const t = useWords(appWords)
  return (
    <div className="side" id="side">
      <Brand />
      <nav className="navigation" aria-label={t.pages}>
        {navigation.map(group => (
          <div key={group.title ?? ''}>
            {group.title !== null && <h2>{t[group.title] as string}</h2>}
            <ul>
              {group.entries.map(entry => (
                <li key={entry.path}>
                  <NavLink to={entry.path} end={entry.path === '/'}>
                    <Icon name={entry.icon} />
                    {t[entry.label] as string}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </div>
  )
}
