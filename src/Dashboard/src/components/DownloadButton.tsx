import { useState } from 'react'
import { send } from '../api/client'
import { Icon } from './Icon'
import { ProblemNotice } from './ProblemNotice'
import { fileName, save } from './save'

/** Fetched with the key, which a plain link would not send; a refusal is shown instead of saved. */
export function DownloadButton({ path, name, extension, label, hint }: { path: string; name: string; extension: string; label: string; hint?: string }) {
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const download = async () => {
    setIsBusy(true)
    try {
      const response = await send(path)
      save(fileName(name, extension), await response.blob())
      setProblem(undefined)
    } catch (error) {
      setProblem(error)
    }

    setIsBusy(false)
  }
  return (
    <>
      <button type="button" className="button small" aria-label={hint} title={hint} disabled={isBusy} onClick={() => void download()}><Icon name="download" size={14} />{label}</button>
      {problem !== undefined && <ProblemNotice error={problem} />}
    </>
  )
}
