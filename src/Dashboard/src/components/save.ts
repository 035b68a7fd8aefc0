/** Hands a file to the browser's downloads. */
export function save(name: string, content: Blob) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export const fileName = (title: string, extension: string) =>
  `${title.replace(/[^\p{L}\p{N}@.-]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 80) || 'benchhub'}.${extension}`
