import createClient from 'openapi-fetch'
import { apiKey } from './key'
import { Problem } from './problem'
import type { components, paths } from './schema'

/** A shape of the hub's answers, by its name in the OpenAPI document. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]

/** fetch with the key; whatever is not a success is thrown as a Problem. */
export async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const key = apiKey.get()
  if (key !== null) request.headers.set('Authorization', `Bearer ${key}`)

  let response: Response
  try {
    response = await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw new Problem({ status: 0, detail: error instanceof Error ? error.message : String(error) })
  }

  if (response.status === 401) apiKey.refused()
  if (!response.ok) throw await Problem.of(response)
  return response
}

/** Typed by the OpenAPI document: api.GET('/api/v1/systems/{id}', { params: { path: { id } } }). */
export const api = createClient<paths, 'application/json'>({ fetch: send })

/** The data of a call to the client; its failures have been thrown already. */
export async function data<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T
}

/** For an address that the OpenAPI document does not have (yet): says its shape itself. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await send(path, { signal })).json()) as T
}

export async function sendJson<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const response = await send(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
  return (response.status === 204 ? undefined : await response.json()) as T
}
