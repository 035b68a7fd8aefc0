import type { Finding } from '../api/problem'
import { useWords } from '../i18n/language'
import { Icon } from './Icon'
import { componentWords } from './words'

/** Each check with what it found: passed or failed, and why. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useWords(componentWords)
  return (
    <ul className="findings">
      {findings.map(finding => (
        <li key={finding.check} data-passed={finding.passed}>
          <Icon name={finding.passed ? 'good' : 'bad'} />
          <div>
            <strong>{finding.check}</strong> <span className="soft small">{finding.passed ? t.passed : t.failed}</span>
            <p dir="auto">{finding.detail}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
