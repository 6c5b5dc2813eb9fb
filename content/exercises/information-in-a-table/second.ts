export type Table = readonly (readonly number[])[];

/** log n − (1/n) Σ w log w, with n the sum of the weights. */
export function entropy(weights: readonly number[]): number {
  const n = total(weights);
  return Math.log(n) - weights.map(selfLog).reduce((a, b) => a + b) / n;
}

/** (1/n) Σ w (log w − log v) + log m − log n, for weights w and v with the sums n and m. */
export function divergence(p: readonly number[], q: readonly number[]): number {
  if (q.length !== p.length) throw new RangeError("divergence: lists of different lengths");
  const [n, m] = [total(p), total(q)];
  let sum = 0;
  for (const [i, w] of p.entries()) {
    if (w === 0) continue;
    if (q[i] === 0) return Number.POSITIVE_INFINITY;
    sum += w * (Math.log(w) - Math.log(q[i]!));
  }
  return sum / n + Math.log(m) - Math.log(n);
}

/** H(Y) − H(Y | X) */
export function mutualInformation(table: Table): number {
  const known = conditionalEntropy(table);
  return (
    entropy(
      table[0]!.map((_, y) =>
        total(
          table.map((row) => row[y]!),
          true,
        ),
      ),
    ) - known
  );
}

/** H(X, Y) − H(X) */
export function conditionalEntropy(table: Table): number {
  if (new Set(table.map((row) => row.length)).size > 1) throw new RangeError("rows of different lengths");
  return entropy(table.flat()) - entropy(table.map((row) => total(row, true)));
}

function selfLog(w: number): number {
  return w > 0 ? w * Math.log(w) : 0;
}

function total(weights: readonly number[], zeroAllowed = false): number {
  let sum = 0;
  for (const w of weights) {
    if (w < 0 || !Number.isFinite(w)) throw new RangeError("weights must be finite and not negative");
    sum += w;
  }
  if (sum === 0 && !zeroAllowed) throw new RangeError("no weight is positive");
  return sum;
}
