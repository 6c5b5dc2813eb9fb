// Always the pair that is furthest from a right angle, the tangent of the angle in place of the angle, and one tall array: A with I below it.
export type Matrix = readonly (readonly number[])[];

export interface Parts {
  U: number[][];
  values: number[];
  V: number[][];
}

export function rotation(a: readonly number[], b: readonly number[]): { c: number; s: number } {
  let [aa, bb, ab] = [0, 0, 0];
  for (const [i, x] of a.entries()) {
    const y = b[i]!;
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  if (ab === 0) return aa >= bb ? { c: 1, s: 0 } : { c: 0, s: 1 };
  // t² + 2zt − 1 = 0 with z = (aᵀa − bᵀb) / 2aᵀb; the root of ab's sign makes the first column grow.
  const z = (aa - bb) / (2 * ab);
  const root = Math.sqrt(1 + z * z);
  const t = ab > 0 ? (z > 0 ? 1 / (z + root) : root - z) : z < 0 ? 1 / (z - root) : -root - z;
  const c = 1 / Math.sqrt(1 + t * t);
  return { c, s: t * c };
}

export function svd(A: Matrix, tolerance: number): Parts {
  const [M, N] = [A.length, A[0]!.length];
  const tall: number[][] = [...A.map((row) => row.slice()), ...A[0]!.map((_, i) => unitRow(N, i))];
  let size = 0;
  for (const row of A) for (const x of row) size += x * x;
  const negligible = 1e-15 * Math.sqrt(size);
  for (let turns = 0; turns < 200 * N * N; turns++) {
    const pair = worstPair(tall, M, negligible);
    if (pair === undefined) break;
    const [i, j] = pair;
    const { c, s } = rotation(upper(tall, M, i), upper(tall, M, j));
    for (const row of tall) {
      const [x, y] = [row[i]!, row[j]!];
      row[i] = c * x + s * y;
      row[j] = c * y - s * x;
    }
  }
  const sizes = Array.from({ length: N }, (_, j) => Math.hypot(...upper(tall, M, j)));
  const limit = tolerance * Math.max(...sizes);
  const order = [...sizes.keys()].filter((j) => sizes[j]! > limit).sort((i, j) => sizes[j]! - sizes[i]!);
  const picked = tall.map((row) => order.map((j) => row[j]!));
  const values = order.map((j) => sizes[j]!);
  return {
    U: picked.slice(0, M).map((row) => row.map((x, l) => x / values[l]!)),
    values,
    V: picked.slice(M),
  };
}

export function lowRank({ U, values, V }: Parts, k: number): number[][] {
  const total = U.map(() => V.map(() => 0));
  for (let l = 0; l < Math.min(k, values.length); l++)
    for (const [i, row] of total.entries())
      for (const j of row.keys()) row[j]! += U[i]![l]! * values[l]! * V[j]![l]!;
  return total;
}

export function stretches(A: Matrix): { least: number; most: number } {
  const { values } = svd(A, 1e-12);
  const all = A[0]!.map((_, i) => values[i] ?? 0);
  return { least: Math.min(...all), most: Math.max(...all) };
}

function unitRow(size: number, at: number): number[] {
  const row = new Array<number>(size).fill(0);
  row[at] = 1;
  return row;
}

function upper(tall: readonly number[][], rows: number, j: number): number[] {
  return tall.slice(0, rows).map((row) => row[j]!);
}

/** The pair of columns whose cosine is largest in size; undefined where all are at right angles. */
function worstPair(
  tall: readonly number[][],
  rows: number,
  negligible: number,
): [number, number] | undefined {
  const columns = tall[0]!.map((_, j) => upper(tall, rows, j));
  const sizes = columns.map((column) => Math.hypot(...column));
  let worst: [number, number] | undefined;
  let largest = 1e-14;
  for (let i = 0; i < columns.length; i++)
    for (let j = 0; j < i; j++) {
      if (sizes[i]! <= negligible || sizes[j]! <= negligible) continue;
      const product = columns[i]!.reduce((sum, x, k) => sum + x * columns[j]![k]!, 0);
      const cosine = Math.abs(product) / sizes[i]! / sizes[j]!;
      if (cosine > largest) [largest, worst] = [cosine, [j, i]];
    }
  return worst;
}
