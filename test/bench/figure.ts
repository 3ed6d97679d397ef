/** One measured number, beside what it is compared with. One of these is one JSON line. */
export interface Figure {
  /** `<part>/<what>`, stable: scripts compare runs by it. */
  name: string
  /** Null when it could not be measured; `note` then says why. */
  value: number | null
  unit: 'B' | 'ms' | 'µs' | 'MB' | 'count'
  /** The same figure of the baseline, taken in the same run; null when there is none. */
  baseline: number | null
  /** What the baseline is; empty when there is none. */
  baselineName: string
  /** `value / baseline`; null without a baseline, or where it is zero. */
  ratio: number | null
  /** The most that is allowed of {@link budgetOf}; null when the figure is only there to be seen. */
  budget: number | null
  /** What the budget limits: the value itself, its ratio to the baseline, or the difference. */
  budgetOf: 'value' | 'ratio' | 'difference' | null
  /** Whether the budget is kept; true without a budget, false when a budgeted figure was not measured. */
  ok: boolean
  /** Rounds, conditions, reasons; may be empty. */
  note: string
}

/** What a part knows about a figure; the rest follows from it. */
export interface Measurement {
  name: string
  value: number | null
  unit: Figure['unit']
  baseline?: { name: string; value: number | null }
  budget?: { of: 'value' | 'ratio' | 'difference'; atMost: number }
  note?: string
}

/** Completes a measurement and judges it by its budget. */
export function makeFigure(measurement: Measurement): Figure {
  const { value, baseline, budget } = measurement
  const beside = baseline?.value ?? null
  const ratio = value === null || beside === null || beside === 0 ? null : value / beside
  const difference = value === null || beside === null ? null : value - beside
  const judged = { value, ratio, difference }
  const limited = budget === undefined ? null : judged[budget.of]
  return {
    name: measurement.name,
    value,
    unit: measurement.unit,
    baseline: beside,
    baselineName: baseline?.name ?? '',
    ratio,
    budget: budget?.atMost ?? null,
    budgetOf: budget?.of ?? null,
    ok: budget === undefined || (limited !== null && limited <= budget.atMost),
    note: measurement.note ?? '',
  }
}
