import { Problem } from '../api/problem'
import { useFormats } from '../format/useFormats'
import { useWords } from '../i18n/language'
import { Findings } from './Findings'
import { componentWords } from './words'

/** What went wrong, in the hub's sentence, and the trace id to look for in its log. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useWords(componentWords)
  const f = useFormats()
  const problem = error instanceof Problem ? error : null
  const message = problem?.isAway ? t.away : error instanceof Error ? error.message : String(error)
  return (
    <div className="notice" data-tone="bad" role="alert">
      <p dir="auto">{message}</p>
      {problem?.file && <p className="small">{t.fileLine(problem.file, f.count(problem.line))}</p>}
      {problem !== null && problem.findings.length > 0 && <Findings findings={problem.findings} />}
      {problem?.traceId && <p className="small soft">{t.traceId}: <code>{problem.traceId}</code></p>}
      {onRetry && <button type="button" className="button small" onClick={onRetry}>{t.again}</button>}
    </div>
  )
}
