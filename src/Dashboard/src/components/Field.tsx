import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'
import { useWords } from '../i18n/language'
import { componentWords } from './words'

interface Said {
  label: string
  hint?: ReactNode
  /** Why the hub refused this field. */
  wrong?: string | null
}

interface Control {
  id: string
  className: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

function Field({ label, hint, wrong, required, control }: Said & { required?: boolean; control: (props: Control) => ReactNode }) {
  const t = useWords(componentWords)
  const id = useId()
  const told = [hint !== undefined && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}{required && <span className="soft small"> ({t.required})</span>}</label>
      {control({ id, className: 'input', 'aria-describedby': told || undefined, 'aria-invalid': wrong ? true : undefined })}
      {hint !== undefined && <span className="hint" id={`${id}-hint`}>{hint}</span>}
      {wrong && <span className="wrong" id={`${id}-wrong`} dir="auto">{wrong}</span>}
    </div>
  )
}

type Own<Attributes> = Said & Omit<Attributes, 'id' | 'className'>

export const TextField = ({ label, hint, wrong, ...input }: Own<InputHTMLAttributes<HTMLInputElement>>) => (
  <Field label={label} hint={hint} wrong={wrong} required={input.required} control={props => <input dir="auto" {...input} {...props} />} />
)

export const TextArea = ({ label, hint, wrong, ...input }: Own<TextareaHTMLAttributes<HTMLTextAreaElement>>) => (
  <Field label={label} hint={hint} wrong={wrong} required={input.required} control={props => <textarea dir="auto" {...input} {...props} />} />
)

export const SelectField = ({ label, hint, wrong, children, ...input }: Own<SelectHTMLAttributes<HTMLSelectElement>>) => (
  <Field label={label} hint={hint} wrong={wrong} required={input.required} control={props => <select {...input} {...props}>{children}</select>} />
)
