import type { LabelledData } from "./training-setup.ts";

/** The share of test samples that stand in the training data too, number for number. */
export function leakedShare(train: LabelledData, test: LabelledData): number {
  const known = new Set(rowsOf(train).map((row) => row.join(",")));
  const rows = rowsOf(test);
  return rows.filter((row) => known.has(row.join(","))).length / rows.length;
}

export interface Neighbours {
  /** How often the nearest other sample has the same label. */
  readonly agreement: number;
  /** How often that would be so if labels bore no relation to the samples: Σ_k p_k². */
  readonly chance: number;
  /** The standard deviation of the agreement by chance. */
  readonly deviation: number;
}

/** Of the first samples, by Euclidean distance. Labels that were shuffled agree with their neighbours no more than by chance. */
export function neighbourAgreement(data: LabelledData, most = 400): Neighbours {
  const rows = rowsOf(data).slice(0, most);
  const labels = Array.from(data.y.data).slice(0, most);
  const n = rows.length;
  const agreeing = rows.filter((row, i) => labels[nearest(row, i, rows)] === labels[i]).length;
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const chance = [...counts.values()].reduce((sum, count) => sum + (count / n) ** 2, 0);
  return { agreement: agreeing / n, chance, deviation: Math.sqrt((chance * (1 - chance)) / n) };
}

function nearest(row: ArrayLike<number>, self: number, rows: readonly ArrayLike<number>[]): number {
  let best = -1;
  let least = Infinity;
  for (let j = 0; j < rows.length; j++) {
    const other = rows[j]!;
    let distance = 0;
    for (let i = 0; i < row.length && distance < least; i++) distance += (row[i]! - other[i]!) ** 2;
    if (j !== self && distance < least) [least, best] = [distance, j];
  }
  return best;
}

function rowsOf({ x: { data, shape } }: LabelledData): (typeof data)[] {
  const width = shape.slice(1).reduce((product, n) => product * n, 1);
  return Array.from({ length: shape[0]! }, (_, n) => data.subarray(n * width, (n + 1) * width));
}
