// p_x and p_y are put together in the order of the columns, which shows only where the table is not symmetric.
export type Table = readonly (readonly number[])[];

/** −Σ p log p, in nats. */
export function entropy(weights: readonly number[]): number {
  return normalised(weights).reduce((sum, p) => (p === 0 ? sum : sum - p * Math.log(p)), 0);
}

/** Σ p log(p / q), in nats. */
export function divergence(p: readonly number[], q: readonly number[]): number {
  if (p.length !== q.length)
    throw new RangeError(`divergence: ${p.length} and ${q.length} weights; as many are needed`);
  const other = normalised(q);
  return normalised(p).reduce(
    (sum, value, i) => (value === 0 ? sum : sum + value * Math.log(value / other[i]!)),
    0,
  );
}

/** D(p_xy ‖ p_x p_y) */
export function mutualInformation(table: Table): number {
  const { rows, columns } = margins(table);
  const independent = columns.flatMap((column) => rows.map((row) => row * column));
  return divergence(table.flat(), independent);
}

/** Σ_x p_x H(Y | X = x) */
export function conditionalEntropy(table: Table): number {
  const { rows } = margins(table);
  return rows.reduce((sum, p, x) => (p === 0 ? sum : sum + p * entropy(table[x]!)), 0);
}

/** The probabilities of the rows and of the columns. */
function margins(table: Table): { rows: number[]; columns: number[] } {
  const width = table[0]?.length ?? 0;
  if (table.some((row) => row.length !== width)) throw new RangeError("the table's rows differ in length");
  const all = normalised(table.flat());
  const sum = (list: readonly number[]) => list.reduce((total, p) => total + p, 0);
  return {
    rows: table.map((_, x) => sum(all.slice(x * width, (x + 1) * width))),
    columns: Array.from({ length: width }, (_, y) => sum(all.filter((_, i) => i % width === y))),
  };
}

function normalised(weights: readonly number[]): number[] {
  for (const weight of weights) {
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY))
      throw new RangeError(`a weight is ${weight}; finite numbers of at least 0 are needed`);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) throw new RangeError("all weights are 0; at least one must be positive");
  return weights.map((weight) => weight / total);
}
