import { expect, it } from 'vitest'
import { csv } from '../src/components/csv'

const text = async (rows: Parameters<typeof csv>[1]) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await csv(['a', 'b'], rows).arrayBuffer())

it('begins with the mark by which spreadsheets know UTF-8, and ends each line as RFC 4180 does', async () =>
  expect(await text([['가', 1]])).toBe('\uFEFFa,b\r\n가,1\r\n'))

it('quotes what would break a line or a cell', async () =>
  expect(await text([['x,y', 'says "no"\nand']])).toBe('\uFEFFa,b\r\n"x,y","says ""no""\nand"\r\n'))

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('makes no formula of %j', async formula =>
  expect((await text([[formula, null]])).split('\r\n')[1]).toMatch(/^"?'/))

it('leaves negative numbers numbers, and what is not a number empty', async () =>
  expect(await text([[-1.5, NaN]])).toBe('\uFEFFa,b\r\n-1.5,\r\n'))
