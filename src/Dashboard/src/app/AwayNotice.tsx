import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useFormats } from '../format/useFormats'
import { useWords } from '../i18n/language'
import { useLiveState } from '../live/useLive'
import { appWords } from './words'

/** A restart that is over by then needs no words. */
const Patience = 1_500

/** Says that the hub is gone and since when; what is shown stays, and is read anew when the hub is back. */
export function AwayNotice() {
  const t = useWords(appWords)
  const f = useFormats()
  const client = useQueryClient()
  const state = useLiveState()
  const wasAway = useRef(false)
  const [since, setSince] = useState<Date | null>(null)

  useEffect(() => {
    if (state === 'away') {
      wasAway.current = true
      const left = new Date()
      const said = setTimeout(() => setSince(left), Patience)
      return () => clearTimeout(said)
    }
    setSince(null)
    if (state === 'live' && wasAway.current) {
      wasAway.current = false
      void client.invalidateQueries()
    }
  }, [state, client])

  return <div className="away" role="status">{since !== null && <p className="notice" data-tone="warn">{t.hubAway(f.clock(since))}</p>}</div>
}
