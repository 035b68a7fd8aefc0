import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { sendJson } from '../../api/client'
import { Icon } from '../../components/Icon'
import { Untrusted } from '../../components/Untrusted'
import { useAction } from '../../components/useAction'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { monitoring, useNotifications } from './queries'
import { alertsWords } from './words'

/** What happened while one looked elsewhere: jobs that finished, thresholds that were crossed, regressions. */
export function Bell() {
  const t = useWords(alertsWords)
  const f = useFormats()
  const { data } = useNotifications()
  const notifications = data?.items ?? []
  const unread = data?.unread ?? 0
  const { run } = useAction(['monitoring', 'notifications'])
  const [isOpen, setIsOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const label = unread === 0 ? t.notifications : t.unread(f.count(unread))

  useEffect(() => {
    if (!isOpen) return
    const close = (event: Event) => {
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !box.current?.contains(event.target as Node)) setIsOpen(false)
    }
    document.addEventListener('keydown', close)
    document.addEventListener('pointerdown', close)
    return () => {
      document.removeEventListener('keydown', close)
      document.removeEventListener('pointerdown', close)
    }
  }, [isOpen])

  return (
    <div className="bell" ref={box}>
      <button type="button" className="button quiet icon" aria-label={label} title={label} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Icon name="alerts" />
        {unread > 0 && <span className="bell-count" aria-hidden="true">{f.count(unread)}</span>}
      </button>
      {isOpen && (
        <div className="bell-list" role="dialog" aria-label={t.notifications}>
          {notifications.length === 0 ? <p className="soft">{t.noNotifications}</p> : (
            <ul>
              {notifications.map(notification => (
                <li key={notification.id} data-read={notification.read}>
                  <strong>{notification.link ? <Link to={notification.link} onClick={() => setIsOpen(false)}><Untrusted text={notification.title} /></Link> : <Untrusted text={notification.title} />}</strong>
                  <p dir="auto" className="small">{notification.message}</p>
                  <time className="small soft" dateTime={notification.at}>{f.relative(notification.at)}</time>
                </li>
              ))}
            </ul>
          )}
          <div className="row">
            <Link className="button small" to="/alerts" onClick={() => setIsOpen(false)}>{t.toAlerts}</Link>
            {unread > 0 && <button type="button" className="button small" onClick={() => void run(() => sendJson('POST', `${monitoring}/notifications/read`, { all: true }))}>{t.markRead}</button>}
          </div>
        </div>
      )}
    </div>
  )
}
