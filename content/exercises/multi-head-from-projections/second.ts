export type Matrix = number[][];

/** Each C × C, applied from the right: X W. */
export interface Projections {
  query: Matrix;
  key: Matrix;
  value: Matrix;
  output: Matrix;
}

export interface Options {
  /** Divides C. */
  heads: number;
  /** With it, token t sees tokens 0 to t. */
  causal: boolean;
}

export function splitHeads(M: Matrix, heads: number): Matrix[] {
  const width = M[0]!.length / heads;
  if (!(heads >= 1) || heads % 1 !== 0 || width % 1 !== 0) throw new RangeError(`${heads} heads do not fit`);
  const parts = Array.from(Array(heads), () => M.map((): number[] => []));
  M.forEach((row, t) => {
    row.forEach((x, c) => {
      parts[Math.floor(c / width)]![t]!.push(x);
    });
  });
  return parts;
}

export function mergeHeads(heads: Matrix[]): Matrix {
  return heads.reduce((left, right) => left.map((row, t) => [...row, ...right[t]!]));
}

/** Head by head, token by token: each head owns columns of W_Q, W_K, W_V and rows of W_O, and Y is the sum of what the heads write. */
export function multiHeadAttention(
  X: Matrix,
  projections: Projections,
  { heads, causal }: Options,
): { weights: Matrix[]; output: Matrix } {
  const [wq, wk, wv] = [projections.query, projections.key, projections.value].map((W) =>
    splitHeads(W, heads),
  );
  const D = X[0]!.length / heads;
  const output = X.map((row) => row.map(() => 0));
  const weights: Matrix[] = [];
  for (let h = 0; h < heads; h++) {
    const keys = X.map((x) => times(x, wk![h]!));
    const values = X.map((x) => times(x, wv![h]!));
    const rows = projections.output.slice(h * D, h * D + D);
    weights.push(
      X.map((x, t) => {
        const q = times(x, wq![h]!).map((y) => y / Math.sqrt(D));
        const seen = causal ? t + 1 : X.length;
        const scores = keys.slice(0, seen).map(
          (k) =>
            times(
              k,
              q.map((y) => [y]),
            )[0]!,
        );
        const shares = scores.map((s) => 1 / scores.reduce((sum, other) => sum + Math.exp(other - s), 0));
        const written = times(times(shares, values.slice(0, seen)), rows);
        for (const [c, y] of written.entries()) output[t]![c]! += y;
        return X.map((_, j) => shares[j] ?? 0);
      }),
    );
  }
  return { weights, output };
}

/** Row vector times matrix. */
function times(x: readonly number[], W: Matrix): number[] {
  const y = W[0]!.map(() => 0);
  for (const [i, row] of W.entries()) for (const [j, w] of row.entries()) y[j]! += x[i]! * w;
  return y;
}
