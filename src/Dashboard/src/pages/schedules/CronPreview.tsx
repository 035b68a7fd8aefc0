import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { api, data } from '../../api/client'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { schedulesWords } from './words'

/** When a schedule would run, while one types it. */
export function CronPreview({ cron, timeZone }: { cron: string; timeZone: string }) {
  const t = useWords(schedulesWords)
  const f = useFormats()
  const query = useDeferredValue({ cron, timeZone })
  const preview = useQuery({
    queryKey: ['schedules', 'preview', query],
    queryFn: ({ signal }) => data(api.GET('/api/v1/schedules/preview', { params: { query }, signal })),
    placeholderData: before => before,
  })
  return (
    <p className="small soft" role="status">
      {preview.isError ? <span className="bad" dir="auto">{preview.error.message}</span> : <>{t.next}: {preview.data && f.list(preview.data.nextRuns.slice(0, 3).map(at => f.instant(at)))}</>}
    </p>
  )
}
