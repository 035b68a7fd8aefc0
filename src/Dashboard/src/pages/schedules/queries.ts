import { useQuery } from '@tanstack/react-query'
import { getJson, type Schema } from '../../api/client'
import { allPages } from '../../api/pages'
import type { Listed, Schedule, Template } from '../../api/answers'
import { search } from '../results/queries'

const all = <T>(path: string, signal: AbortSignal) => allPages(cursor => getJson<Listed<T>>(`${path}?${search({ limit: 200, cursor })}`, signal))

export const schedulesPath = '/api/v1/schedules'
export const templatesPath = '/api/v1/templates'

export const useSchedules = () => useQuery({ queryKey: ['schedules'], queryFn: ({ signal }) => all<Schedule>(schedulesPath, signal), refetchInterval: 30_000 })

export const useTemplates = () => useQuery({ queryKey: ['templates'], queryFn: ({ signal }) => all<Template>(templatesPath, signal) })

export const useSystemNames = () => useQuery({ queryKey: ['systems', 'names'], queryFn: async ({ signal }) => (await all<Schema<'SystemAnswer'>>('/api/v1/systems', signal)).map(system => system.name) })

export const useDatasetNames = () => useQuery({ queryKey: ['datasets', 'names'], queryFn: async ({ signal }) => (await all<Schema<'DatasetAnswer'>>('/api/v1/datasets', signal)).map(dataset => dataset.name) })
