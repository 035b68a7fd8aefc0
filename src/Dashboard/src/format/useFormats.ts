import { useMemo } from 'react'
import { useLanguage } from '../i18n/language'
import { formats } from './formats'

/** const f = useFormats(); f.score(0.4123) */
export function useFormats() {
  const { language } = useLanguage()
  return useMemo(() => formats(language), [language])
}
