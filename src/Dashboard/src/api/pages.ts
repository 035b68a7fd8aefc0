const MostEntries = 20_000

interface Page<T> {
  items: T[]
  nextCursor: string | null
}

/** Every entry of a list that comes by pages, in the list's order; at most 20,000. */
export async function allPages<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const page = await read(cursor)
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && items.length < MostEntries)
  return items
}
