import { useEffect, useRef, type ReactNode } from 'react'
import { useWords } from '../i18n/language'
import { componentWords } from './words'

interface Props {
  title: string
  children: ReactNode
  /** The word on the button that does it. */
  action: string
  danger?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, children, action, danger = false, onConfirm, onClose }: Props) {
  const t = useWords(componentWords)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} onClose={onClose} aria-label={title}>
      <div className="stack">
        <h2>{title}</h2>
        <div>{children}</div>
        <div className="row end">
          <button type="button" className="button" onClick={onClose}>{t.cancel}</button>
          <button type="button" className={`button ${danger ? 'danger' : 'primary'}`} onClick={onConfirm}>{action}</button>
        </div>
      </div>
    </dialog>
  )
}
