export const languages = ['en', 'ko', 'ja'] as const
/** Each in itself, for whoever cannot read the others. */
export const languageNames = { en: 'English', ko: '한국어', ja: '日本語' } as const

export type Language = (typeof languages)[number]

type Entry = string | ((...values: never[]) => string)

/** The same keys, each a text where English has a text and a function of the same values where it has a function. */
type Like<T> = { [K in keyof T]: T[K] extends (...values: infer A) => string ? (...values: A) => string : string }

export type Words<T> = { en: T } & Record<Exclude<Language, 'en'>, Like<T>>

/** The words of one page in every language. A missing translation does not compile. */
export const words = <T extends Record<string, Entry>>(all: Words<T>): Words<T> => all

/** "1 item", "2 items": for English, the only one of our languages that has a plural. */
export const plural = (count: number, one: string, many: string) => (count === 1 ? one : many)
