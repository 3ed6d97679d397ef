/**
 * Runs two measurements by turns, `rounds` times each, in the order A B B A A B B A…, so that a machine
 * that grows slower or faster during the run treats both alike. `warmUps` rounds go first and are thrown
 * away. A measurement returns its samples of one round.
 */
export async function alternate<T>(
  rounds: number,
  warmUps: number,
  a: (round: number) => Promise<T> | T,
  b: (round: number) => Promise<T> | T,
): Promise<{ a: T[]; b: T[] }> {
  const samples: { a: T[]; b: T[] } = { a: [], b: [] }
  for (let round = -warmUps; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const)
    for (const side of order) {
      const sample = await (side === 'a' ? a : b)(round)
      if (round >= 0) samples[side].push(sample)
    }
  }
  return samples
}
