import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const docs = new URL('../../../docs/', import.meta.url)

it('docs/six-weeks.md shows every picture that the stories take, and no other', () => {
  const page = readFileSync(new URL('six-weeks.md', docs), 'utf8')
  const shown = [...page.matchAll(/\(six-weeks\/([\w-]+\.png)\)/g)].map(([, name]) => name)
  const folder = new URL('../test/e2e/six-weeks/', docs)
  const stories = new Map([
    ['mentor', readdirSync(folder).filter((name) => name.startsWith('mentor-'))],
    ['diagonal', ['diagonal-story.ts']],
  ])
  const taken = [...stories].flatMap(([prefix, files]) =>
    files
      .map((name) => readFileSync(new URL(name, folder), 'utf8'))
      .flatMap((text) => [...text.matchAll(/camera\.panel\(\w+, '([\w-]+)'/g)])
      .map(([, name]) => `${prefix}-${name}.png`),
  )
  expect(taken).toHaveLength(23)
  expect(shown.toSorted()).toEqual(taken.toSorted())
  expect(readdirSync(new URL('six-weeks/', docs)).toSorted()).toEqual(taken.toSorted())
})
