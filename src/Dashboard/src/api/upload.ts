import { apiKey } from './key'
import { Problem, type ProblemAnswer } from './problem'

/** Sends a form with files and says how far it is (0 to 1), which fetch cannot. */
export function upload<T>(path: string, form: FormData, onProgress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    const key = apiKey.get()
    if (key !== null) request.setRequestHeader('Authorization', `Bearer ${key}`)
    request.upload.onprogress = event => onProgress(event.lengthComputable ? event.loaded / event.total : 0)
    request.onerror = () => reject(new Problem({ status: 0 }))
    request.onload = () => {
      if (request.status === 401) apiKey.refused()
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as T)
      else reject(problemOf(request))
    }
    request.send(form)
  })
}

function problemOf(request: XMLHttpRequest): Problem {
  try {
    return new Problem({ ...(JSON.parse(request.responseText) as ProblemAnswer), status: request.status })
  } catch {
    return new Problem({ status: request.status, detail: request.responseText.slice(0, 500) || request.statusText })
  }
}
