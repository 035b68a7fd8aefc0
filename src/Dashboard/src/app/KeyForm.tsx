import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { apiKey } from '../api/key'
import { TextField } from '../components/Field'
import { useWords } from '../i18n/language'
import { appWords } from './words'

export function KeyForm() {
  const t = useWords(appWords)
  const queries = useQueryClient()
  const [key, setKey] = useState('')
  const [remember, setRemember] = useState(apiKey.isRemembered)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    apiKey.set(key.trim(), remember)
    setKey('')
    void queries.resetQueries()
  }

  return (
    <form className="form" onSubmit={submit}>
      <TextField label={t.key} type="password" autoComplete="off" required value={key} onChange={event => setKey(event.target.value)} />
      <label className="check"><input type="checkbox" checked={remember} onChange={event => setRemember(event.target.checked)} />{t.remember}</label>
      <div className="row"><button type="submit" className="button primary">{t.keySave}</button></div>
    </form>
  )
}
