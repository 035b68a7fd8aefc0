import { useEffect, useRef, useState } from 'react'
import { Outlet, ScrollRestoration, useLocation } from 'react-router'
import { useKeyMissing } from '../api/key'
import { useWords } from '../i18n/language'
import { AwayNotice } from './AwayNotice'
import { KeyPage } from './KeyPage'
import { Navigation } from './Navigation'
import { TopBar } from './TopBar'
import { appWords } from './words'

export function Layout() {
  const t = useWords(appWords)
  const keyMissing = useKeyMissing()
  const { pathname } = useLocation()
  const [isMenuOpen, setIsMenuOpen] = useState(false)
  const main = useRef<HTMLElement>(null)
  const shownBefore = useRef(pathname)

  // Who moves by keyboard or hears the page goes on at the new page's beginning.
  useEffect(() => {
    setIsMenuOpen(false)
    if (shownBefore.current !== pathname) main.current?.focus()
    shownBefore.current = pathname
  }, [pathname])

  return (
    <div className="shell" data-menu={isMenuOpen ? 'open' : 'closed'}>
      <a className="skip" href="#main" onClick={() => main.current?.focus()}>{t.skip}</a>
      <TopBar isMenuOpen={isMenuOpen} onMenu={() => setIsMenuOpen(!isMenuOpen)} />
      <Navigation />
      <main id="main" tabIndex={-1} ref={main}>
        <AwayNotice />
        {keyMissing ? <KeyPage /> : <Outlet />}
      </main>
      <ScrollRestoration getKey={location => location.pathname} />
    </div>
  )
}
