import type { Figure } from './figure.ts'

/** One JSON object a line, one line a figure. */
export function toJsonLines(figures: readonly Figure[]): string {
  return figures.map((figure) => `${JSON.stringify(figure)}\n`).join('')
}

/** The same figures for people, with one heading per part. */
export function toTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    verdict(figure),
    figure.name,
    show(figure.value, figure.unit),
    figure.baselineName === '' ? '' : show(figure.baseline, figure.unit),
    figure.ratio === null ? '' : `${figure.ratio.toFixed(2)}×`,
    budgetText(figure),
    [figure.baselineName === '' ? '' : `beside ${figure.baselineName}`, figure.note]
      .filter((text) => text !== '')
      .join('; '),
  ])
  const header = ['', 'figure', 'value', 'baseline', 'ratio', 'budget', '']
  const table = [header, ...rows]
  const widths = header.map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? '').length)),
  )
  return table
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0
          if (column === row.length - 1) return cell
          return column >= 2 && column <= 4 ? cell.padStart(width) : cell.padEnd(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function verdict(figure: Figure): string {
  if (figure.budget === null) return ''
  return figure.ok ? 'ok' : 'OVER'
}

function budgetText({ budget, budgetOf, unit }: Figure): string {
  if (budget === null) return ''
  if (budgetOf === 'ratio') return `≤ ${budget}×`
  return budgetOf === 'difference'
    ? `≤ baseline + ${show(budget, unit)}`
    : `≤ ${show(budget, unit)}`
}

function show(value: number | null, unit: Figure['unit']): string {
  if (value === null) return 'not measured'
  const digits = unit === 'B' || unit === 'count' ? 0 : value >= 100 ? 0 : value >= 1 ? 1 : 3
  const text = value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return unit === 'count' ? text : `${text} ${unit}`
}
