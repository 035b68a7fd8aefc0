import { memo } from 'react'
import { Link } from 'react-router'
import { Icon, type IconName } from '../../components/Icon'
import { Untrusted } from '../../components/Untrusted'
import { useFormats } from '../../format/useFormats'
import { useWords } from '../../i18n/language'
import { toneOf, type Task } from './job'
import { jobWords } from './words'

const icons: Partial<Record<Task['status'], IconName>> = { completed: 'good', failed: 'bad', waiting: 'warn', pending: 'wait', cancelled: 'close', running: 'jobs' }

/** Systems down, datasets across; each cell is a task that fills while it runs. */
export function TaskMatrix({ tasks }: { tasks: readonly Task[] }) {
  const t = useWords(jobWords)
  const systems = [...new Map(tasks.map(task => [task.systemId, task.system]))]
  const columns = [...new Map(tasks.map(task => [`${task.datasetId} ${task.datasetVersion}`, task]))]
  const byPlace = new Map(tasks.map(task => [`${task.systemId} ${task.datasetId} ${task.datasetVersion}`, task]))
  return (
    <div className="table-box" role="region" aria-label={t.matrix} tabIndex={0}>
      <table className="matrix">
        <caption className="visually-hidden">{t.matrix}</caption>
        <thead>
          <tr>
            <th scope="col">{t.systems}</th>
            {columns.map(([place, task]) => <th key={place} scope="col"><Link to={`/datasets/${task.datasetId}`}><Untrusted text={task.dataset} clip /></Link></th>)}
          </tr>
        </thead>
        <tbody>
          {systems.map(([id, name]) => (
            <tr key={id}>
              <th scope="row"><Link to={`/systems/${id}`}><Untrusted text={name} clip /></Link></th>
              {columns.map(([place]) => {
                const task = byPlace.get(`${id} ${place}`)
                return <td key={place}>{task && <Cell task={task} />}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Cell = memo(function Cell({ task }: { task: Task }) {
  const t = useWords(jobWords)
  const f = useFormats()
  const share = task.items === 0 ? 0 : task.done / task.items
  const icon = icons[task.status]
  const body = (
    <>
      <span className="visually-hidden">{t.task(task.system, task.dataset, '')}</span>
      <span className="task-line">
        {icon && <Icon name={icon} size={14} />}
        {t[task.status]}
        <span className="task-count">{f.count(task.done)} / {f.count(task.items)}</span>
      </span>
      <span className="track" aria-hidden="true"><span style={{ transform: `scaleX(${share})` }} /></span>
      {task.failed > 0 && <span className="small task-failed">{t.failedOf(f.count(task.failed))}</span>}
      {task.message !== null && <Untrusted text={task.message} clip />}
    </>
  )
  return task.status === 'completed'
    ? <Link className="task" data-tone={toneOf(task.status)} to={`/results/${task.resultId}`} title={t.openResult}>{body}</Link>
    : <div className="task" data-tone={toneOf(task.status)}>{body}</div>
})
