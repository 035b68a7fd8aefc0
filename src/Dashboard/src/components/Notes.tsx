/** What the hub says about its numbers: how they were found, and what to know before quoting them. */
export function Notes({ method, notes }: { method?: string; notes: readonly string[] }) {
  if (!method && notes.length === 0) return null
  return (
    <div className="stack small">
      {notes.length > 0 && <ul className="bullets">{notes.map(note => <li key={note}>{note}</li>)}</ul>}
      {method && <p className="soft">{method}</p>}
    </div>
  )
}
