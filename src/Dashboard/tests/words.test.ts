import { describe, expect, it } from 'vitest'
import { languages, type Words } from '../src/i18n/words'

const modules = import.meta.glob<Record<string, Words<Record<string, unknown>>>>(['../src/**/words.ts', '!../src/i18n/words.ts'], { eager: true })
const dictionaries = Object.entries(modules)
  .flatMap(([file, module]) => Object.entries(module).map(([name, all]) => ({ name: `${file}: ${name}`, all })))
  .filter(entry => typeof entry.all === 'object')

/** What a function of the words says, whatever it is given. */
const text = (entry: unknown): string => (typeof entry === 'function' ? String(entry(...Array<string>(entry.length).fill('9'))) : String(entry))

/** Names and units that are the same in every language. */
const isInternational = (english: string) => !/[a-z]{2}/.test(english.replace(/BenchHub|JSON|CSV|PNG|SVG|API|URL|OpenAI|Anthropic|Gemini|Hugging ?Face|Prometheus|gRPC|LLM|RAG|[\w.]*[@_.][\w.@]*|\bp95\b|top_k/g, ''))

describe.each(dictionaries)('$name', ({ all }) => {
  it.each(languages.slice(1))('%s has the keys of English, of the same kinds', language => {
    const kinds = (words: Record<string, unknown>) => Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typeof value]).sort())
    expect(kinds(all[language])).toEqual(kinds(all.en))
  })

  it.each([['ko', /\p{Script=Hangul}/u], ['ja', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u]] as const)('%s is written in its own script', (language, script) => {
    const foreign = Object.entries(all[language]).filter(([key, value]) => !isInternational(text(all.en[key])) && !script.test(text(value)))
    expect(foreign.map(([key]) => key)).toEqual([])
  })
})

it('finds dictionaries at all', () => expect(dictionaries.length).toBeGreaterThan(1))
