import { Link } from 'react-router'
import { Badge } from '../../components/Badge'
import { Command } from '../../components/Command'
import { useWords } from '../../i18n/language'
import { overviewWords } from './words'

/** What a new hub needs before it can say anything. */
export function Welcome({ hasSystem, hasDataset }: { hasSystem: boolean; hasDataset: boolean }) {
  const t = useWords(overviewWords)
  const steps = [
    { title: t.stepSystem, lead: t.stepSystemLead, to: '/systems/new', isDone: hasSystem },
    { title: t.stepDataset, lead: t.stepDatasetLead, to: '/datasets/new', isDone: hasDataset },
    { title: t.stepJob, lead: t.stepJobLead, to: '/jobs/new', isDone: false },
  ]
  const next = steps.find(step => !step.isDone)
  return (
    <section className="stack" aria-labelledby="welcome">
      <h2 id="welcome">{t.welcome}</h2>
      <ol className="columns steps">
        {steps.map((step, index) => (
          <li key={step.to} className="panel">
            <span className="row"><span className="step-number">{index + 1}</span>{step.isDone && <Badge tone="good">{t.done}</Badge>}</span>
            <h3>{step.title}</h3>
            <p className="soft">{step.lead}</p>
            <div className="row"><Link className={`button ${step === next ? 'primary' : ''}`} to={step.to}>{step.title}</Link></div>
          </li>
        ))}
      </ol>
      <p className="soft">{t.welcomeLead}</p>
      <div className="row"><Command text="benchhub quickstart --keep" /></div>
    </section>
  )
}
