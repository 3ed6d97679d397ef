import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { alternate } from '../../bench/alternate.ts'
import {
  longTasksCausedBy,
  mainThreadEvents,
  outermostCalls,
  tasksOf,
  totalMs,
} from '../../bench/browser/attribute-time.ts'
import type { TraceEvent } from '../../bench/browser/trace.ts'
import { makeFigure } from '../../bench/figure.ts'
import { listPageFiles } from '../../bench/file-sizes.ts'
import { toJsonLines, toTable } from '../../bench/report.ts'
import { median, percentile } from '../../bench/statistics.ts'

const base = { name: 'part/figure', unit: 'ms' as const }

describe('makeFigure', () => {
  it('judges the value, the ratio or the difference, the limit included', () => {
    const judge = (value: number, of: 'value' | 'ratio' | 'difference', atMost: number) =>
      makeFigure({ ...base, value, baseline: { name: 'b', value: 10 }, budget: { of, atMost } }).ok
    expect([judge(15, 'value', 15), judge(15.1, 'value', 15)]).toEqual([true, false])
    expect([judge(15, 'ratio', 1.5), judge(15.1, 'ratio', 1.5)]).toEqual([true, false])
    expect([judge(15, 'difference', 5), judge(15.1, 'difference', 5)]).toEqual([true, false])
  })

  it('misses the budget when the figure or the baseline it needs was not measured', () => {
    const budget = { of: 'ratio' as const, atMost: 1 }
    expect(makeFigure({ ...base, value: null, budget }).ok).toBe(false)
    expect(makeFigure({ ...base, value: 1, budget }).ok).toBe(false)
    expect(makeFigure({ ...base, value: 1, baseline: { name: 'b', value: 0 }, budget }).ok).toBe(
      false,
    )
  })

  it('lets a figure without a budget pass', () => {
    expect(makeFigure({ ...base, value: null }).ok).toBe(true)
  })
})

describe('statistics', () => {
  it('takes the middle, and a percentile that was really seen', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    const samples = Array.from({ length: 20 }, (_, index) => index + 1)
    expect(percentile(samples, 0.95)).toBe(19)
    expect(percentile(samples, 1)).toBe(20)
    expect(() => percentile([], 0.5)).toThrow('No samples')
  })

  it('alternates A B B A and throws warm-up rounds away', async () => {
    const order: string[] = []
    const samples = await alternate(
      2,
      1,
      (round) => order.push(`a${round}`),
      (round) => order.push(`b${round}`),
    )
    expect(order).toEqual(['b-1', 'a-1', 'a0', 'b0', 'b1', 'a1'])
    expect(samples).toEqual({ a: [3, 6], b: [4, 5] })
  })
})

describe('report', () => {
  it('writes one JSON object a line and marks what is over its budget', () => {
    const figure = makeFigure({ ...base, value: 3, budget: { of: 'value', atMost: 2 } })
    expect(
      toJsonLines([figure])
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    ).toEqual([figure])
    expect(toTable([figure])).toContain('OVER  part/figure')
  })
})

describe('time attribution', () => {
  const frame = 'FRAME'
  const event = (name: string, startMs: number, durationMs: number, url?: string): TraceEvent => ({
    name,
    cat: 'devtools.timeline',
    ph: 'X',
    ts: startMs * 1000,
    dur: durationMs * 1000,
    pid: 1,
    tid: 1,
    args: { data: { frame, ...(url !== undefined && { url }) } },
  })
  const ours = 'chrome-extension://id/content-scripts/a.js'
  const isOurs = (url: string) => url.startsWith('chrome-extension:')

  it('counts a call once and leaves out other threads and scripts', () => {
    const elsewhere = {
      ...event('FunctionCall', 0, 9, ours),
      tid: 2,
      args: { data: { url: ours } },
    }
    const events = mainThreadEvents(
      [
        elsewhere,
        event('FunctionCall', 20, 4, 'https://calendar.google.com/app.js'),
        event('FunctionCall', 11, 3, ours),
        event('FunctionCall', 10, 5, ours),
      ],
      frame,
    )
    expect(totalMs(outermostCalls(events, isOurs))).toBe(5)
  })

  it('blames us only for long tasks that would be short without us', () => {
    const events = mainThreadEvents(
      [
        event('ThreadControllerImpl::RunTask', 0, 60),
        event('FunctionCall', 5, 20, ours),
        event('ThreadControllerImpl::RunTask', 100, 90),
        event('FunctionCall', 105, 20, ours),
      ],
      frame,
    )
    const blamed = longTasksCausedBy(outermostCalls(events, isOurs), tasksOf(events))
    expect(blamed.map((task) => task.ts)).toEqual([0])
  })

  it('refuses a trace without the frame', () => {
    expect(() => mainThreadEvents([event('FunctionCall', 0, 1)], 'OTHER')).toThrow()
  })
})

describe('listPageFiles', () => {
  let folder = ''
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('follows scripts, styles and static imports; dynamic ones only for the whole page', () => {
    folder = mkdtempSync(join(tmpdir(), 'yohaku-sizes-'))
    mkdirSync(join(folder, 'chunks'))
    const write = (path: string, text: string) => writeFileSync(join(folder, path), text)
    write(
      'panel.html',
      '<script type="module" crossorigin src="/chunks/a.js"></script><link rel="stylesheet" href="/a.css"><link rel="icon" href="/a.png">',
    )
    write('chunks/a.js', 'import{b as c}from"./b.js";import"./c.js";import("./later.js");')
    write('chunks/b.js', 'export{d}from"./d.js"')
    for (const path of ['chunks/c.js', 'chunks/d.js', 'chunks/later.js', 'a.css']) write(path, '')
    const list = (isWhole: boolean) =>
      listPageFiles(folder, 'panel.html', isWhole).map((path) => path.slice(folder.length + 1))
    const first = [
      'a.css',
      'chunks/a.js',
      'chunks/b.js',
      'chunks/c.js',
      'chunks/d.js',
      'panel.html',
    ]
    expect(list(false)).toEqual(first)
    expect(list(true)).toEqual([...first, 'chunks/later.js'].sort())
  })
})
