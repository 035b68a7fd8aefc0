import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { languages, type Language, type Words } from './words'

const Name = 'benchhub.language'

const isLanguage = (text: string | null): text is Language => languages.includes(text as Language)

/** What was chosen before, else what the browser prefers, else English. */
function initial(): Language {
  const chosen = localStorage.getItem(Name)
  return isLanguage(chosen) ? chosen : (navigator.languages.map(tag => tag.slice(0, 2)).find(isLanguage) ?? 'en')
}

const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void }>({ language: 'en', choose: () => {} })

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(initial)
  const value = useMemo(() => ({
    language,
    choose(next: Language) {
      localStorage.setItem(Name, next)
      setLanguage(next)
    },
  }), [language])

  useEffect(() => {
    document.documentElement.lang = language
  }, [language])

  return <LanguageContext value={value}>{children}</LanguageContext>
}

export const useLanguage = () => useContext(LanguageContext)

/** The words in the language of the reader: const t = useWords(systemsWords); t.title */
export const useWords = <T,>(all: Words<T>): T => all[useLanguage().language] as T
