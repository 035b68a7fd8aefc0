import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Icon } from '../../components/Icon'
import { Page } from '../../components/Page'
import { Panel } from '../../components/Panel'
import { ProblemNotice } from '../../components/ProblemNotice'
import { componentWords } from '../../components/words'
import { useWords } from '../../i18n/language'
import { ResultsOf } from '../../results/ResultsOf'
import { datasetsQuery } from '../datasets/dataset'
import { jobsQuery } from '../jobs/job'
import { systemsQuery } from '../systems/system'
import { Costs } from './Costs'
import { Figures } from './Figures'
import { Leader } from './Leader'
import { RunningJobs } from './RunningJobs'
import { useOverview } from './useOverview'
import { Welcome } from './Welcome'
import { overviewWords } from './words'
import { Worse } from './Worse'

const Everything = {}

export function Component() {
  const t = useWords(overviewWords)
  const c = useWords(componentWords)
  const overview = useOverview()
  const systems = useQuery(systemsQuery(false))
  const datasets = useQuery(datasetsQuery(false))
  const jobs = useQuery(jobsQuery('', 1))
  const error = systems.error ?? datasets.error ?? jobs.error ?? overview.error
  const isKnown = systems.data !== undefined && datasets.data !== undefined && jobs.data !== undefined && overview.data !== undefined
  const isNew = isKnown && jobs.data.items.length === 0

  return (
    <Page title={t.title} lead={t.lead} actions={<Link className="button primary" to="/jobs/new"><Icon name="plus" />{t.start}</Link>}>
      {error !== null && <ProblemNotice error={error} onRetry={() => void Promise.all([overview.refetch(), systems.refetch(), datasets.refetch(), jobs.refetch()])} />}
      {!isKnown && error === null && <p className="loading" role="status">{c.loading}</p>}
      {isKnown && (isNew
        ? <Welcome hasSystem={systems.data.length > 0} hasDataset={datasets.data.length > 0} />
        : (
          <>
            <Figures overview={overview.data} datasets={datasets.data.length} />
            {overview.data.recent[0] !== undefined && <Leader latest={overview.data.recent[0]} />}
            <div className="columns">
              <div className="stack">
                <RunningJobs />
                <Costs />
              </div>
              <Worse worsened={overview.data.worsened} systems={systems.data} />
            </div>
            <Panel title={t.latest}><ResultsOf query={Everything} empty={t.noResults} most={10} /></Panel>
          </>
        ))}
    </Page>
  )
}
