import { useMemo, useState } from 'react'
import { useFormats } from '../format/useFormats'
import { useWords } from '../i18n/language'
import { fileName, save } from './save'
import { componentWords } from './words'

const Shown = 4_000
const MostDrawn = 200_000

/** A text from outside, as it is. A long one is cut, with what it takes to see all: a text of 10 MB stays fast. */
export function LongText({ text, name, empty, first = Shown }: { text: string; name: string; empty?: string; first?: number }) {
  const t = useWords(componentWords)
  const f = useFormats()
  const [isWhole, setIsWhole] = useState(false)
  const shown = useMemo(() => cut(text, isWhole ? MostDrawn : first), [text, isWhole, first])
  if (text === '') return <p className="soft">{empty ?? t.emptyText}</p>
  return (
    <div className="stack long-text">
      <pre dir="auto" tabIndex={isWhole ? 0 : undefined} className={isWhole ? 'whole' : undefined}>{shown}</pre>
      {shown.length < text.length && (
        <div className="row">
          <span className="small soft">{t.letters(f.count(shown.length), f.count(text.length))}</span>
          {!isWhole && <button type="button" className="button small" onClick={() => setIsWhole(true)}>{text.length > MostDrawn ? t.showMore : t.showAll}</button>}
          <button type="button" className="button small" onClick={() => save(fileName(name, 'txt'), new Blob([text], { type: 'text/plain;charset=utf-8' }))}>{t.download}</button>
        </div>
      )}
    </div>
  )
}

/** Never within a pair of surrogates. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const last = text.charCodeAt(most - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most)
}
