import { useFormats } from '../format/useFormats'

type Number = number | null | undefined

/** A value with its interval. */
export function Estimate({ value, low, high }: { value: Number; low: Number; high: Number }) {
  const f = useFormats()
  return (
    <span className="estimate">
      <strong>{f.score(value)}</strong>
      {low !== null && low !== undefined && <span className="soft"> {f.interval(low, high)}</span>}
    </span>
  )
}
