import { createBrowserRouter, type RouteObject } from 'react-router'
import { ErrorPage } from './ErrorPage'
import { Layout } from './Layout'
import { NotFoundPage } from './NotFoundPage'

/** Each page is loaded when it is first opened; a page's module exports it as Component. */
const pages: RouteObject[] = [
  { index: true, lazy: () => import('../pages/overview/OverviewPage') },
  { path: 'results', lazy: () => import('../pages/results/ResultsPage') },
  { path: 'results/side-by-side', lazy: () => import('../pages/results/SideBySidePage') },
  { path: 'results/:id', lazy: () => import('../pages/results/ResultPage') },
  { path: 'results/:id/numbers', lazy: () => import('../pages/results/NumbersPage') },
  { path: 'results/:id/analysis', lazy: () => import('../pages/results/AnalysisPage') },
  { path: 'results/:id/items/:index', lazy: () => import('../pages/results/ItemPage') },
  { path: 'comparisons', lazy: () => import('../pages/comparisons/ComparisonsPage') },
  { path: 'comparisons/new', lazy: () => import('../pages/comparisons/NewComparisonPage') },
  { path: 'comparisons/ab', lazy: () => import('../pages/ab/AbPage') },
  { path: 'comparisons/:id', lazy: () => import('../pages/comparisons/ComparisonPage') },
  { path: 'leaderboard', lazy: () => import('../pages/leaderboard/LeaderboardPage') },
  { path: 'trends', lazy: () => import('../pages/trends/TrendsPage') },
  { path: 'costs', lazy: () => import('../pages/costs/CostsPage') },
  { path: 'schedules', lazy: () => import('../pages/schedules/SchedulesPage') },
  { path: 'templates', lazy: () => import('../pages/schedules/TemplatesPage') },
  { path: 'alerts/rules', lazy: () => import('../pages/alerts/RulesPage') },
  { path: 'alerts/channels', lazy: () => import('../pages/alerts/ChannelsPage') },
  { path: 'alerts', lazy: () => import('../pages/alerts/AlertsPage') },
  { path: 'systems', lazy: () => import('../pages/systems/SystemsPage') },
  { path: 'systems/new', lazy: () => import('../pages/systems/RegisterPage') },
  { path: 'systems/:id/edit', lazy: () => import('../pages/systems/EditPage') },
  { path: 'systems/:id', lazy: () => import('../pages/systems/SystemPage') },
  { path: 'datasets', lazy: () => import('../pages/datasets/DatasetsPage') },
  { path: 'datasets/new', lazy: () => import('../pages/datasets/UploadPage') },
  { path: 'datasets/:id', lazy: () => import('../pages/datasets/DatasetPage') },
  { path: 'jobs', lazy: () => import('../pages/jobs/JobsPage') },
  { path: 'jobs/new', lazy: () => import('../pages/jobs/StartPage') },
  { path: 'jobs/:id', lazy: () => import('../pages/jobs/JobPage') },
  { path: 'settings', lazy: () => import('../pages/settings/SettingsPage') },
  { path: '*', Component: NotFoundPage },
]

export const router = createBrowserRouter([
  {
    Component: Layout,
    ErrorBoundary: ErrorPage,
    HydrateFallback: () => null,
    // Within the layout, so that a page that fails leaves the navigation.
    children: [{ ErrorBoundary: ErrorPage, children: pages }],
  },
])
