import { Untrusted } from '../../components/Untrusted'

/** Some of several; at least one stays chosen where all are chosen at first. */
export function Choices({ label, all, chosen, onChange }: { label: string; all: readonly string[]; chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }) {
  return (
    <fieldset>
      <legend>{label}</legend>
      <div className="choices">
        {all.map(name => (
          <label key={name} className="check">
            <input type="checkbox" checked={chosen.includes(name)} onChange={event => onChange(event.target.checked ? [...chosen, name] : chosen.filter(other => other !== name))} />
            <Untrusted text={name} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
