import { useState } from 'react'
import { useFormats } from '../format/useFormats'
import { useWords } from '../i18n/language'
import { Untrusted } from './Untrusted'
import { componentWords } from './words'

export interface Choice {
  value: string
  label: string
  note?: string
}

interface Props {
  legend: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
  empty: string
}

const FilterFrom = 8

/** Several of many, with a filter where there are many. */
export function Choices({ legend, choices, chosen, onChange, empty }: Props) {
  const t = useWords(componentWords)
  const f = useFormats()
  const [filter, setFilter] = useState('')
  const shown = choices.filter(choice => choice.label.toLocaleLowerCase().includes(filter.toLocaleLowerCase()))
  const toggle = (value: string, isChosen: boolean) => onChange(isChosen ? [...chosen, value] : chosen.filter(each => each !== value))
  return (
    <fieldset className="stack">
      <legend>{legend} <span className="soft small">{t.shown(f.count(chosen.length), f.count(choices.length))}</span></legend>
      {choices.length > FilterFrom && <input type="search" className="input" aria-label={`${t.filter}: ${legend}`} placeholder={t.filter} value={filter} onChange={event => setFilter(event.target.value)} />}
      {choices.length === 0
        ? <p className="soft">{empty}</p>
        : (
          <div className="choices">
            {shown.map(choice => (
              <label key={choice.value} className="check">
                <input type="checkbox" checked={chosen.includes(choice.value)} onChange={event => toggle(choice.value, event.target.checked)} />
                <span><Untrusted text={choice.label} />{choice.note !== undefined && <span className="soft small"> · {choice.note}</span>}</span>
              </label>
            ))}
          </div>
        )}
    </fieldset>
  )
}
