import type { components } from './schema'

export type ProblemAnswer = components['schemas']['ProblemAnswer']
export type Finding = components['schemas']['FindingAnswer']

/** What the hub says when it refuses or fails: a sentence to act on, and what to look for in its log. */
export class Problem extends Error {
  readonly status: number
  readonly field: string | null
  readonly findings: readonly Finding[]
  readonly file: string | null
  readonly line: number | null
  readonly traceId: string | null

  constructor(answer: Partial<ProblemAnswer> & { status: number }) {
    super(answer.detail ?? answer.title ?? `HTTP ${answer.status}`)
    this.name = 'Problem'
    this.status = answer.status
    this.field = answer.field ?? null
    this.findings = answer.findings ?? []
    this.file = answer.file ?? null
    this.line = answer.line ?? null
    this.traceId = answer.traceId ?? null
  }

  /** The hub could not be reached at all. */
  get isAway(): boolean {
    return this.status === 0
  }

  static async of(response: Response): Promise<Problem> {
    const text = await response.text()
    try {
      return new Problem({ ...(JSON.parse(text) as ProblemAnswer), status: response.status })
    } catch {
      // A proxy in between answers in words of its own.
      return new Problem({ status: response.status, detail: text.slice(0, 500) || response.statusText })
    }
  }
}
