import { useFormats } from '../format/useFormats'
import type { Tone } from './Badge'

/** How much of something is done, 0 to 1. */
export function Progress({ share, tone = 'info', label }: { share: number; tone?: Tone; label: string }) {
  const f = useFormats()
  const percent = Math.floor(share * 100)
  return (
    <div className="progress" data-tone={tone}>
      <div className="track" role="progressbar" aria-label={label} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
        <div style={{ transform: `scaleX(${share})` }} />
      </div>
      <span className="small number">{f.wholePercent(percent / 100)}</span>
    </div>
  )
}
