// Short names of the hub's answers.
import type { Schema } from './client'

export interface Listed<T> {
  items: T[]
  nextCursor: string | null
}

export type System = Schema<'SystemAnswer'>
export type Dataset = Schema<'DatasetAnswer'>
export type Job = Schema<'JobAnswer'>

export type Result = Schema<'ResultAnswer'>
/** The document cannot say that entries of a list of texts may be null: items that were not asked have no id. */
export type ItemColumns = Omit<Schema<'ItemColumnsAnswer'>, 'itemIds'> & { itemIds: (string | null)[] }
export type ItemTexts = Schema<'ItemTextsAnswer'>
export type ItemDetail = Schema<'ItemDetailAnswer'>
export type JudgedDocument = Schema<'JudgedDocumentAnswer'>

export type Comparison = Schema<'StoredComparisonAnswer'>
export type ComparisonRequest = Schema<'StoredComparisonBody'>
export type ComparisonSummary = Schema<'ComparisonSummaryAnswer'>
export type Cell = Schema<'CellAnswer'>
export type Ranked = Schema<'RankedAnswer'>
export type Pair = Schema<'PairAnswer'>
export type Overall = Schema<'OverallAnswer'>
export type MeanRank = Schema<'OverallRankAnswer'>
export type SidePair = Schema<'ComparedItemAnswer'>
export type SideItem = Schema<'ItemSideAnswer'>

export type Board = Schema<'LeaderboardAnswer'>

export type Trends = Schema<'TrendAnswer'>
export type Distribution = Schema<'DistributionAnswer'>
export type Slices = Schema<'SlicesAnswer'>
export type AbTest = Schema<'AbAnswer'>
export type Failures = Schema<'FailuresAnswer'>

export type Schedule = Schema<'ScheduleAnswer'>
export type ScheduleRun = Schema<'ScheduleRunAnswer'>
/** The job as it was given: the document only says that it is an object. */
export type Template = Omit<Schema<'TemplateAnswer'>, 'job'> & { job: Schema<'JobBody'> }

export type Dashboard = Schema<'DashboardAnswer'>
export type Rule = Schema<'RuleAnswer'>
export type Alert = Schema<'AlertAnswer'>
export type Channel = Schema<'ChannelAnswer'>
export type ChannelTrial = Schema<'ChannelTrialAnswer'>
export type Notification = Schema<'NotificationAnswer'>
export type Notifications = Schema<'NotificationsAnswer'>

export type Judge = Schema<'JudgeAnswer'>
