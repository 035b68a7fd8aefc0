import { useState } from 'react'
import { useWords } from '../i18n/language'
import { Icon } from './Icon'
import { componentWords } from './words'

/** A command for the shell, with a button that copies it. */
export function Command({ text }: { text: string }) {
  const t = useWords(componentWords)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div className="command">
      <code>{text}</code>
      <button type="button" className="button quiet icon small" title={copied ? t.copied : t.copy} aria-label={`${t.copy}: ${text}`} onClick={() => void copy()}>
        <Icon name={copied ? 'good' : 'copy'} />
      </button>
      <span className="visually-hidden" role="status">{copied ? t.copied : ''}</span>
    </div>
  )
}
