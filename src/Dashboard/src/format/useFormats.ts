import { useLanguage } from '../i18n/language'
import type { Language } from '../i18n/words'
import { formats, type Formats } from './formats'

/** Intl's formatters cost more to make than a page to draw: one set for all who use them. */
const made = new Map<Language, Formats>()

/** const f = useFormats(); f.score(0.4123) */
export function useFormats(): Formats {
  const { language } = useLanguage()
  let known = made.get(language)
  if (known === undefined) made.set(language, known = formats(language))
  return known
}
