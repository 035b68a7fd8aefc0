import { useQuery } from '@tanstack/react-query'
import { api, data } from '../../api/client'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { systemWords } from './words'

const Shown = 24

export const healthQuery = (id: string, limit: number) => ({
  queryKey: ['health', id, limit],
  queryFn: ({ signal }: { signal: AbortSignal }) => data(api.GET('/api/v1/systems/{id}/health/history', { params: { path: { id }, query: { limit } }, signal })),
  staleTime: 30_000,
})

/** The last checks from left to right: tall and green where good, short and red where not. */
export function HealthStrip({ id }: { id: string }) {
  const t = useWords(systemWords)
  const f = useFormats()
  const { data: checks } = useQuery(healthQuery(id, Shown))
  if (checks === undefined) return <span className="strip" />
  if (checks.length === 0) return <span className="soft small">{t.noChecks}</span>
  const good = checks.filter(check => check.isHealthy).length
  return (
    <span className="strip" role="img" aria-label={t.strip(f.count(good), f.count(checks.length))} title={t.strip(f.count(good), f.count(checks.length))}>
      {checks.toReversed().map(check => <span key={check.checkedAt} data-good={check.isHealthy} />)}
    </span>
  )
}
